# SPDX-License-Identifier: GPL-3.0-or-later
# sys.stdout.write gives the number of characters.
import sys
n = sys.stdout.write("añ€\n")
print(n)
print(sys.stdout.write(""), sys.stdout.writelines(["a", "b\n"]), sys.stdout.flush())
try:
    sys.stdout.write(5)
except TypeError as e:
    print(e)
try:
    sys.stdout.write()
except TypeError as e:
    print(e)
print("to stdout", file=sys.stdout)
print(sys.stdout.fileno(), sys.stderr.fileno(), sys.stdin.fileno(), sys.stdout.isatty(), sys.stdout.encoding)
sys.stderr.write("")
