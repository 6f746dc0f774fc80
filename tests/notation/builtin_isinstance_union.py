# SPDX-License-Identifier: GPL-3.0-or-later
# Unions of types with |.
print(isinstance(5, int | str), isinstance("x", int | None), isinstance(None, int | None),
    issubclass(bool, int | str))
print(isinstance(1.5, int | str), int | str, int | None, (int | str) == (str | int))
try:
    int | 5
except TypeError as e:
    print(e)
