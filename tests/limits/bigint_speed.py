# SPDX-License-Identifier: GPL-3.0-or-later
# Arithmetic on numbers of tens of thousands of bits.
a = 3 ** 20000
b = 7 ** 10000
print(a.bit_length(), b.bit_length(), (a * b).bit_length(), (a * b) % 1000003, a // b % 1000003,
    a % b % 1000003, (a + b) % 1000003, (a - b) % 1000003)
print(pow(3, a, 1000003), pow(b, 65537, a) % 1000003, (a << 1000) >> 1000 == a,
    divmod(a * b + 5, b) == (a, 5), -a // b % 1000003)
f = 1
for i in range(1, 2001):
    f *= i
print(f.bit_length(), f % (2 ** 61 - 1), str(f // 10 ** 2000)[:20])
x, y = 0, 1
for _ in range(20000):
    x, y = y, x + y
print(x.bit_length(), x % 1000003)
import sys
sys.set_int_max_str_digits(0)
print(len(str(a)), str(a)[:20], str(a)[-20:], int(str(a)) == a)
