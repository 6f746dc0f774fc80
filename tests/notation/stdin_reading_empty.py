# SPDX-License-Identifier: GPL-3.0-or-later
# Reading an empty standard input.
import sys
print(repr(sys.stdin.readline()), repr(sys.stdin.read()), [line for line in sys.stdin])
try:
    input()
except EOFError as e:
    print(e)
