# SPDX-License-Identifier: GPL-3.0-or-later
# from import binds copies of names.
from beside_values import number, double as twice, set_number, get_number
from beside_values import (text,
    Shape as S,
)
print(number, twice(4), text, S.sides)
set_number(99)
print(number, get_number())
try:
    from beside_values import nothing_there
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0], e.name)
try:
    beside_values
except NameError as e:
    print(e)
from beside_values import _private
print(_private)
try:
    from no_such_module import x
except ModuleNotFoundError as e:
    print(e, e.name)
