# SPDX-License-Identifier: GPL-3.0-or-later
# The other half of a circular import.
import beside_circle_a
seen_name = beside_circle_a.name if hasattr(beside_circle_a, "name") else "nothing yet"
try:
    beside_circle_a.late
except AttributeError as e:
    error = str(e)
try:
    from beside_circle_a import late
except ImportError as e:
    from_error = str(e).split(" (")[0]
def a_is_complete():
    return hasattr(beside_circle_a, "late")
if __name__ == "__main__":
    print(seen_name, a_is_complete())
