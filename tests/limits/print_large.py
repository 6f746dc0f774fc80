# SPDX-License-Identifier: GPL-3.0-or-later
# Printing more than a pipe holds, in one piece and in many.
line = "x" * 79
for _ in range(400):
    print(line)
print("y" * 70000)
print(*range(2000))
for i in range(500):
    print(i, end=",")
print()
