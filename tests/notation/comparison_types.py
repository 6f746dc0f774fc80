# SPDX-License-Identifier: GPL-3.0-or-later
# == and != between types never raise; order does.
print(1 == 1.0, 1 == "1", "a" == b"a", [1] == (1,), None == False, 0 == "")
print(1 != 1.0, 1 != "1", [] != (), {} != set())
print(2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 400 > 1e308, 10 ** 400 == float("inf"))
print(1 < 1.5, 2 > 1.5, True < 2, False == 0.0)
for left, right in (1, "a"), ("a", 1), (None, None), ([1], (1,)), ({}, {}), (b"a", "a"), ({1}, 1), (1, None):
    try:
        print(left < right)
    except TypeError as e:
        print(e)
for operator in "<=", ">", ">=":
    try:
        if operator == "<=":
            1 <= "a"
        elif operator == ">":
            [] > 1
        else:
            None >= 1
    except TypeError as e:
        print(e)
