# SPDX-License-Identifier: GPL-3.0-or-later
# and, or and not give operands back and evaluate no more than needed.
def show(value):
    print("seen", value)
    return value
print(show(0) and show(1))
print(show(1) and show(2))
print(show(0) or show(2))
print(show(1) or show(2))
print(1 and 2 and 3, 1 and 0 and 3, 0 or "" or [], 0 or "" or "x")
print("" and 1, [] or {}, None or 0, 5 and None)
print(not "", not "x", not [], not [0], not 0.0, not ())
print(1 and 0 or 2, (1 or 2) and 3)
if show(1) or show(9):
    print("taken")
if not (show(0) and show(9)):
    print("taken too")
x = None
y = x or "default"
print(y)
