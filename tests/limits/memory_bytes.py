# SPDX-License-Identifier: GPL-3.0-or-later
# Bytes that cannot be had.
for n in 1 << 62, (1 << 63) - 1, 1 << 55:
    for test in [lambda: bytes(n), lambda: bytearray(n), lambda: b"x" * n]:
        try:
            test()
            print("came back")
        except (MemoryError, OverflowError) as e:
            print(type(e).__name__, e)
for n in 1 << 63, 1 << 70, -(1 << 70):
    for test in [lambda: bytes(n), lambda: bytearray(n), lambda: b"x" * n]:
        try:
            print(test())
        except (MemoryError, OverflowError, ValueError) as e:
            print(type(e).__name__, e)
print(b"" * (1 << 62), bytes(3))
