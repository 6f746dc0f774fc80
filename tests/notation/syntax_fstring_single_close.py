# SPDX-License-Identifier: GPL-3.0-or-later
# A single closing brace in an f-string.
print("never reached")
x = f"a}"
