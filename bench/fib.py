# SPDX-License-Identifier: GPL-3.0-or-later
# Calls: fib(30) four times, so that the start is a small part of it.


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


for _ in range(4):
    result = fib(30)
print(result)
