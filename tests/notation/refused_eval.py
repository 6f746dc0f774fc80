# refused: eval
# SPDX-License-Identifier: GPL-3.0-or-later
# eval is not in the notation.
print("before")
print(eval("1 + 1"))
