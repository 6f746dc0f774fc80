# refused: match
# SPDX-License-Identifier: GPL-3.0-or-later
# The match statement is not in the notation.
print("never reached")
x = 5
match x:
    case 5:
        print("five")
