# SPDX-License-Identifier: GPL-3.0-or-later
# A closing bracket with nothing open in an f-string.
print("never reached")
x = f"{a)}"
