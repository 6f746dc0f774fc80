# SPDX-License-Identifier: GPL-3.0-or-later
# How deep a program gets at the limit of a thousand.
import sys
deepest = 0
def f(n):
    global deepest
    deepest = n
    f(n + 1)
try:
    f(1)
except RecursionError:
    print(deepest, sys.getrecursionlimit())
sys.setrecursionlimit(300)
try:
    f(1)
except RecursionError:
    print(deepest)
def nested(k):
    if k:
        return nested(k - 1)
    f(1)
try:
    nested(100)
except RecursionError:
    print(deepest)
