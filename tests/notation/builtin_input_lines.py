# SPDX-License-Identifier: GPL-3.0-or-later
# input() gives lines without their ends, then EOFError.
name = input()
print(repr(name))
print(repr(input("prompt> ")))
number = int(input())
print(number + 1)
print(repr(input()), repr(input()))
a, b = input().split()
print(a, b)
print(repr(input(5)))
try:
    while True:
        print(repr(input()))
except EOFError as e:
    print(type(e).__name__, e)
try:
    input()
except EOFError:
    print("still at the end")
