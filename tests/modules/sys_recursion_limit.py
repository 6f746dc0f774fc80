# SPDX-License-Identifier: GPL-3.0-or-later
# getrecursionlimit and setrecursionlimit.
import sys
print(sys.getrecursionlimit())
def depth(n):
    return n if n == 0 else depth(n - 1)
print(depth(900))
try:
    depth(2000)
except RecursionError as e:
    print(e)
print(sys.setrecursionlimit(5000), sys.getrecursionlimit(), depth(2000))
sys.setrecursionlimit(150)
try:
    depth(300)
except RecursionError as e:
    print("lower", type(e).__name__)
for bad in 0, -1, "x", 1.5, 10 ** 20, None:
    try:
        sys.setrecursionlimit(bad)
    except Exception as e:
        print(type(e).__name__, e)
try:
    sys.setrecursionlimit()
except TypeError as e:
    print(e)
try:
    sys.getrecursionlimit(1)
except TypeError as e:
    print(e)
def low(n):
    if n:
        return low(n - 1)
    for limit in 30, 32, 33, 34, 35:
        try:
            sys.setrecursionlimit(limit)
            print("set", limit)
        except RecursionError as e:
            print(e)
low(30)
try:
    sys.setrecursionlimit(1)
except RecursionError as e:
    print(e)
