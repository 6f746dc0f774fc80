# SPDX-License-Identifier: GPL-3.0-or-later
# A lambda without parentheses in an f-string.
print("never reached")
x = f"{lambda x: 1}"
