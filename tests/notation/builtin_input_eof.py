# SPDX-License-Identifier: GPL-3.0-or-later
# input() at the end of standard input.
try:
    input()
except EOFError as e:
    print(type(e).__name__, e)
try:
    input("prompt> ")
except EOFError as e:
    print()
    print(type(e).__name__, e)
try:
    input("a", "b")
except TypeError as e:
    print(e)
try:
    input(prompt="x")
except TypeError as e:
    print(e)
