# SPDX-License-Identifier: GPL-3.0-or-later
# ljust, rjust, center, zfill.
print("ab".ljust(5) + "|", "ab".rjust(5) + "|", "ab".center(5) + "|", "ab".center(6) + "|",
    "abc".center(6) + "|", "abc".center(1))
print("ab".ljust(5, "*"), "ab".rjust(5, "*"), "ab".center(5, "*"), "ab".center(7, "€"), "a".center(4, "-"),
    "".center(3, "x"))
print("5".zfill(3), "-5".zfill(4), "+5".zfill(4), "--5".zfill(5), "abc".zfill(2), "".zfill(2), "é".zfill(3),
    "-".zfill(3))
print("ab".ljust(-1), "ab".rjust(0), "ab".center(2))
for f in (lambda: "a".ljust(5, "xy")), (lambda: "a".center(5,
    "")), (lambda: "a".rjust("5")), (lambda: "a".ljust()), (lambda: "a".center(5, 1)), \
        (lambda: "a".zfill("x")), (lambda: "a".zfill()), (lambda: "a".ljust(1.5)):
    try:
        print(f())
    except TypeError as e:
        print(e)
