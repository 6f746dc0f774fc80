# SPDX-License-Identifier: GPL-3.0-or-later
# One half of a circular import.
name = "a early"
import beside_circle_b
late = "a late"
seen = getattr(beside_circle_b, "seen_name", "not yet")
if __name__ == "__main__":
    print(seen)
