# refused: complex
# SPDX-License-Identifier: GPL-3.0-or-later
# Complex numbers are not in the notation.
print("never reached")
x = 3j
