# refused: exec
# SPDX-License-Identifier: GPL-3.0-or-later
# exec is not in the notation.
print("before")
exec("x = 1")
