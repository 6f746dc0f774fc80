# SPDX-License-Identifier: GPL-3.0-or-later
# Integers that cannot be had.
for test in [
    lambda: 1 << (1 << 62), lambda: 1 << (1 << 64), lambda: (1).to_bytes(1 << 62, "big"),
    lambda: 1 << (1 << 50), lambda: -1 << (1 << 62),
]:
    try:
        test()
        print("came back")
    except (MemoryError, OverflowError) as e:
        print(type(e).__name__, e)
print(0 << (1 << 62), 1 >> (1 << 62), -1 >> (1 << 70), 0 ** (1 << 62), 1 ** (1 << 70), (-1) ** (1 << 70))
x = 1
for test in [
    lambda: "%d" % (1 << 20000), lambda: str(1 << 20000), lambda: f"{1 << 20000}", lambda: int("9" * 5000),
    lambda: repr([1 << 20000]), lambda: "{:d}".format(1 << 20000), lambda: print(1 << 20000),
    lambda: f"{1 << 20000:,}",
]:
    try:
        test()
        print("came back")
    except ValueError as e:
        print(e)
print(len(hex(1 << 20000)), len(f"{1 << 20000:x}"), len("%x" % (1 << 20000)), len(bin(1 << 20000)),
    (1 << 20000) % 1000007)
