# SPDX-License-Identifier: GPL-3.0-or-later
# Text of more than 4300 digits is refused both ways.
n = 10 ** 4299
print(len(str(n)), len(f"{n:,}"), len(str(-n)))
m = 10 ** 4300
tests = [
    lambda: str(m), lambda: repr(m), lambda: f"{m}", lambda: "%d" % m, lambda: "%s" % m,
    lambda: "{}".format(m), lambda: f"{m:d}", lambda: f"{m:,}", lambda: int("1" * 4301),
    lambda: int("-" + "1" * 4301), lambda: int("1_" * 4301 + "1"), lambda: str([m]), lambda: print(m),
    lambda: int("0" * 4301), lambda: int(" " + "1" * 4300 + " "), lambda: int(b"1" * 4301), lambda: str(-m),
    lambda: "%x" % m, lambda: "%o" % m, lambda: hex(m), lambda: float("1" * 5000),
    lambda: int("1" * 5000, 16), lambda: int("1" * 5000, 3), lambda: int("1" * 5000, 8), lambda: f"{m:e}",
    lambda: "%e" % m, lambda: float(m),
]
for test in tests:
    try:
        print(str(test())[:20])
    except Exception as e:
        print(type(e).__name__, e)
