# SPDX-License-Identifier: GPL-3.0-or-later
# The loop itself: comparison, addition, jump, on local variables.


def total(n):
    i = 0
    sum = 0
    while i < n:
        sum = sum + i
        i = i + 1
    return sum


print(total(50_000_000))
