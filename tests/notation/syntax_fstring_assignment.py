# SPDX-License-Identifier: GPL-3.0-or-later
# A statement inside an f-string.
print("never reached")
x = f"{a = 1; b}"
