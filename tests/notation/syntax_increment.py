# SPDX-License-Identifier: GPL-3.0-or-later
# x++ is not in the language.
print("never reached")
x = 1
x++
