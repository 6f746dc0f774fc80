# SPDX-License-Identifier: GPL-3.0-or-later
# Small number theory: Collatz, gcd, bases, perfect numbers, Pascal's triangle, pi.
def collatz(n):
    length = 1
    while n != 1:
        n = 3 * n + 1 if n & 1 else n >> 1
        length += 1
    return length
print([collatz(n) for n in range(1, 20)], max(range(1, 1000), key=collatz))
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
def extended(a, b):
    return (a, 1, 0) if b == 0 else (lambda g, x, y: (g, y, x - a // b * y))(*extended(b, a % b))
print(gcd(48, 36), gcd(2 ** 100, 6 ** 50) == 2 ** 50, extended(240, 46), pow(46, -1, 239))
def in_base(n, base):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return digits[n] if n < base else in_base(n // base, base) + digits[n % base]
print(in_base(255, 2), in_base(255, 16), in_base(10 ** 20, 36), int(in_base(10 ** 20, 36), 36) == 10 ** 20)
print([n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n])
row = [1]
for _ in range(8):
    print(" ".join(map(str, row)).center(30))
    row = [1, *(a + b for a, b in zip(row, row[1:])), 1]
def pi_digits(n):
    unit = 10 ** (n + 10)
    def arctan(x):
        total = term = unit // x
        k, sign = 3, -1
        while term:
            term //= x * x
            total += sign * (term // k)
            k, sign = k + 2, -sign
        return total
    return (4 * (4 * arctan(5) - arctan(239))) // 10 ** 10
print(pi_digits(100))
