# SPDX-License-Identifier: GPL-3.0-or-later
# Shifts and bit operations of big and negative integers.
a = 0xdeadbeefcafebabe1234567890abcdef
b = 0xffff0000ffff0000ffff0000ffff0000
print(a & b, a | b, a ^ b, ~a, a & -1, a | -1, a ^ -1, -a & b, -a | b, -a ^ b, -a & -b, -a | -b, -a ^ -b)
print(a << 3, a >> 3, a << 100, a >> 100, a >> 200, -a >> 3, -a >> 100, -a >> 200, -a << 5, 1 << 200,
    -1 << 64)
print(hex(a), hex(-a), bin(2 ** 70), oct(2 ** 70), hex(2 ** 64), f"{a:x} {a:X} {a:#o} {2 ** 65:b} {-a:#x}")
print((2 ** 64) & (2 ** 64 - 1), (2 ** 64) | 1, -(2 ** 64) & 0xffffffff, -1 & 2 ** 70,
    (2 ** 64 - 1) ^ (2 ** 64), -(2 ** 63) >> 1, -(2 ** 63) >> 63, -(2 ** 63) >> 64)
print(a.bit_length(), (-a).bit_length(), a.bit_count(), (2 ** 100).bit_length(), (2 ** 100 - 1).bit_count())
print(0 << 1000, 1 << 0, 5 >> 1000, -5 >> 1000, True << 3, 1 << True)
print(int("1" * 100, 2) == 2 ** 100 - 1, int(bin(a), 0) == a, int(hex(-a), 16) == -a, int(oct(a), 8) == a)
