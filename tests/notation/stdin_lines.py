# SPDX-License-Identifier: GPL-3.0-or-later
# sys.stdin: readline, iteration, read, and input() in between.
import sys
print(repr(sys.stdin.readline()))
print(repr(input()))
print(repr(sys.stdin.readline(3)), repr(sys.stdin.readline()))
for line in sys.stdin:
    print(repr(line))
    if "stop" in line:
        break
print(repr(sys.stdin.read(4)), repr(sys.stdin.read()))
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), list(sys.stdin), sys.stdin.readlines())
