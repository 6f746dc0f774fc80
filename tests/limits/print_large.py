# SPDX-License-Identifier: GPL-3.0-or-later
# Printing a megabyte, in one piece and in many.
line = "x" * 79
for _ in range(2000):
    print(line)
print("y" * 300000)
print(*range(20000))
for i in range(3000):
    print(i, end=",")
print()
