# SPDX-License-Identifier: GPL-3.0-or-later
# A comment in the expression of an f-string.
print("never reached")
x = f"{a # b}"
