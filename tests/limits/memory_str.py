# SPDX-License-Identifier: GPL-3.0-or-later
# Strings that cannot be had.
for n in 1 << 62, (1 << 63) - 1, 1 << 50:
    for test in [
        lambda: "x" * n, lambda: "é" * n, lambda: "\U0001F600" * n, lambda: "ab" * n, lambda: "x".ljust(n),
        lambda: "x".rjust(n), lambda: "x".center(n), lambda: "1".zfill(n), lambda: "\t".expandtabs(n),
    ]:
        try:
            test()
            print("came back")
        except (MemoryError, OverflowError) as e:
            print(type(e).__name__, e)
for test in [
    lambda: "x" * (1 << 70), lambda: "x".ljust(1 << 70), lambda: "%*d" % (1 << 62, 1),
    lambda: "%.*f" % (1 << 62, 1.0), lambda: f"{1:{1 << 62}}", lambda: f"{1.5:.{1 << 40}f}",
    lambda: "{:99999999999999999999}".format(1), lambda: "%99999999999999999999d" % 1,
    lambda: "a\tb".expandtabs(1 << 40),
]:
    try:
        test()
        print("came back")
    except (MemoryError, OverflowError, ValueError) as e:
        print(type(e).__name__, e)
s = "abc"
try:
    s *= 1 << 61
except (MemoryError, OverflowError) as e:
    print(s)
print("" * (1 << 62) == "", "goes on")
