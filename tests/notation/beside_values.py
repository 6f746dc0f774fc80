# SPDX-License-Identifier: GPL-3.0-or-later
# A module that import_*.py programs import; as a program it shows its own name.
"""values for importers"""
number = 5
text = "text from the module"
items = [1, 2]
_private = "private"
__all__ = ["number", "text", "double", "Shape"]
def double(x):
    return x * 2
def get_number():
    return number
def set_number(n):
    global number
    number = n
class Shape:
    sides = 4
    def area(self):
        return self.sides * number
if __name__ == "__main__":
    print("run as", __name__, double(number))
