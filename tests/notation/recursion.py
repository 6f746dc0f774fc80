# SPDX-License-Identifier: GPL-3.0-or-later
# Functions that call themselves and one another.
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)
print(factorial(5), factorial(30))
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print([fib(i) for i in range(15)])
def even(n):
    return True if n == 0 else odd(n - 1)
def odd(n):
    return False if n == 0 else even(n - 1)
print(even(10), odd(10), even(501))
def flatten(x):
    out = []
    for item in x:
        if isinstance(item, list):
            out += flatten(item)
        else:
            out.append(item)
    return out
print(flatten([1, [2, [3, [4]], 5], []]))
def hanoi(n, a, b, c):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(8, "a", "b", "c"))
def permutations(items):
    if not items:
        return [[]]
    return [[x] + rest for i, x in enumerate(items) for rest in permutations(items[:i] + items[i + 1:])]
print(permutations([1, 2, 3]))
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
print(depth(900))
