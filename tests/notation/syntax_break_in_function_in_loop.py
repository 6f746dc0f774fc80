# SPDX-License-Identifier: GPL-3.0-or-later
# A function inside a loop is not in the loop.
print("never reached")
for i in range(3):
    def f():
        break
