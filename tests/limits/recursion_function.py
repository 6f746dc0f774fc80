# SPDX-License-Identifier: GPL-3.0-or-later
# Endless recursion raises RecursionError, and the program goes on.
def f():
    return f()
def g(n):
    return g(n + 1)
def even(n):
    return odd(n + 1)
def odd(n):
    return even(n + 1)
for call in f, lambda: g(0), lambda: even(0):
    try:
        call()
    except RecursionError as e:
        print(type(e).__name__, e)
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(900 < depth(0) < 1000)
def count(n):
    return 0 if n == 0 else 1 + count(n - 1)
print(count(500))
again = lambda: again()
try:
    again()
except RecursionError as e:
    print(e)
