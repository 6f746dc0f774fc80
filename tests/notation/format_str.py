# SPDX-License-Identifier: GPL-3.0-or-later
# format() of strings and of types with no format of their own.
for spec in ("", "s", "5", "<5", ">5", "^5", "*^7", ".2", "5.1", ".0", "05", "é^8", "<", "10s", "-<6",
    "\U0001F600>5", "0<5", "^0"):
    print(repr(spec), "[" + format("abc", spec) + "]", "[" + format("é€", spec) + "]",
        "[" + format("", spec) + "]")
for spec in ("d", "=5", "+", " ", "#", ",", "_", "5x", ".x", "x", "z", "5.", ",s", "-5", "=", "0=5",
    "99999999999999999999"):
    try:
        print(repr(spec), format("abc", spec))
    except Exception as e:
        print(repr(spec), type(e).__name__, e)
for thing in None, [1], (1,), {}, {1}, b"x", print, int, range(3), ..., slice(1):
    try:
        print(len(format(thing)) > 1, format(thing, ">5"))
    except Exception as e:
        print(type(e).__name__, e)
print(format(5), format("x"), format([1, 2]), format(None, ""), format(1.0), format(True))
for f in (lambda: format()), (lambda: format(1, 2)), (lambda: format(1, "d", 3)), (lambda: format(1, None)):
    try:
        print(f())
    except TypeError as e:
        print(e)
