# SPDX-License-Identifier: GPL-3.0-or-later
# float() of numbers and text.
print(float(), float(5), float("1.5"), float(" 1.5 "), float("-1e3"), float("1e-5"), float(".5"), float("5."),
    float("1_000.5"), float("+3"), float(True), float(b"2.5"), float("1E5"), float("٣.٥"))
print(float("inf"), float("-inf"), float("Infinity"), float("INF"), float("nan"), float("-nan"), float("NaN"),
    float("+infinity"), float(" nan "))
print(float("1e400"), float("-1e400"), float("1e-400"), float("0.1"), float("123456789012345678901234567890"),
    float(10 ** 22), float(2 ** 53 + 1), float("9007199254740993"), float("1" * 400))
tests = [
    lambda: float(""), lambda: float("x"), lambda: float("1.5.2"), lambda: float("1e"), lambda: float("e5"),
    lambda: float("."), lambda: float("1__0"), lambda: float("_1"), lambda: float("1_"),
    lambda: float("1_.5"), lambda: float("0x10"), lambda: float("1 2"), lambda: float("infi"),
    lambda: float(None), lambda: float([]), lambda: float("é"), lambda: float(b"x"), lambda: float("1\0"),
    lambda: float(1, 2), lambda: float(x=1), lambda: float("--1"), lambda: float("1,5"),
    lambda: float(10 ** 309), lambda: float("  "), lambda: float("it's"), lambda: float({}),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
print(float(1 << 1023), float("2.2250738585072011e-308"), float("4.9e-324"), float("2.4e-324"),
    float("1.7976931348623158e308"), float("1.7976931348623159e308"))
