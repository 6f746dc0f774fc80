# SPDX-License-Identifier: GPL-3.0-or-later
# The limit on the digits of an int in text.
import sys
print(sys.get_int_max_str_digits())
try:
    int("1" * 4301)
except ValueError as e:
    print(e)
try:
    str(10 ** 4300)
except ValueError as e:
    print(e)
print(len(str(10 ** 4299)), int("1" * 4300) % 1000, len(hex(10 ** 5000)), int("f" * 5000, 16) > 0)
sys.set_int_max_str_digits(0)
print(len(str(10 ** 5000)))
sys.set_int_max_str_digits(700)
try:
    print(len(str(10 ** 700)))
except ValueError as e:
    print(e)
for bad in 5, -1, "x", 639:
    try:
        sys.set_int_max_str_digits(bad)
    except Exception as e:
        print(type(e).__name__, e)
