# SPDX-License-Identifier: GPL-3.0-or-later
# Arithmetic beyond 64 bits.
a = 123456789012345678901234567890
b = 987654321098765432109876543210
print(a + b, a - b, a * b, b // a, b % a, -a // b, -a % b, divmod(-b, a))
print(2 ** 64, 2 ** 64 - 1, -2 ** 64, 2 ** 127, 3 ** 100, (-7) ** 33, 10 ** 50, 2 ** 63 + 2 ** 63,
    2 ** 63 * 2 ** 63)
for n in 2 ** 62, 2 ** 63 - 1, 2 ** 63, -2 ** 63, -2 ** 63 - 1, 2 ** 31, 4611686018427387903:
    print(n, n + 1, n - 1, -n, n * n, n // -1, abs(n), n << 1, n >> 1, ~n)
print(a == b, a < b, a > 5, 5 > a, a == a + 0, a != a, -a < a, a == float(a), hash(a), bool(a), a is not None)
print(a / b, b / a, a / 7, 7 / a, float(a), int(float(a)), a * 1.0, a + 0.5, round(a, -10), a // 1e10)
f = 1
for i in range(1, 51):
    f *= i
print(f, len(str(f)), sum(int(c) for c in str(f)))
x = 1
for i in range(5):
    x = x * x + i + 2
print(x, x % 1000007, int(str(x)) == x)
print((10 ** 40 + 1) * (10 ** 40 - 1) == 10 ** 80 - 1, 10 ** 40 // 10 ** 38, -(10 ** 40) // 3, 10 ** 40 % -7,
    (2 ** 200) // (2 ** 199 + 1))
