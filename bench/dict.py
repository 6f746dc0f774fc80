# SPDX-License-Identifier: GPL-3.0-or-later
# 5M stores and 5M loads, half of them with int keys and half with str keys, in a dict of 100,000 keys.


def fill(table, keys):
    for key in keys:
        table[key] = key


def read(table, keys):
    found = 0
    for key in keys:
        if table[key] is not None:
            found += 1
    return found


def rounds(keys, n):
    table = {}
    found = 0
    for _ in range(n):
        fill(table, keys)
        found += read(table, keys)
    return found


print(rounds(list(range(50_000)), 50), rounds(["key" + str(i) for i in range(50_000)], 50))
