# SPDX-License-Identifier: GPL-3.0-or-later
# With a higher limit a program goes deeper: frames do not live on the C stack.
import sys
sys.setrecursionlimit(200000)
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
print(depth(20000))
print(depth(60000))
def build(n):
    return None if n == 0 else [build(n - 1)]
x = build(10000)
n = 0
while x:
    x = x[0]
    n += 1
print(n)
