# refused: compile
# SPDX-License-Identifier: GPL-3.0-or-later
# compile is not in the notation.
print("before")
compile("1", "x", "eval")
