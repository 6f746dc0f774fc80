# SPDX-License-Identifier: GPL-3.0-or-later
# Dynamic programming: knapsack, edit distance, longest common part, change.
def knapsack(items, room):
    best = [(0, ())] * (room + 1)
    for name, weight, value in items:
        for r in range(room, weight - 1, -1):
            best[r] = max(best[r], (best[r - weight][0] + value, best[r - weight][1] + (name,)),
                key=lambda t: t[0])
    return best[room]
print(knapsack([("a", 2, 3), ("b", 3, 4), ("c", 4, 5), ("d", 5, 8)], 9))
def distance(a, b):
    row = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, cb in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (ca != cb))
    return row[-1]
print(distance("kitten", "sitting"), distance("", "abc"), distance("même", "meme"), distance("abc", "abc"))
def common(a, b):
    table = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            table[i + 1][j + 1] = table[i][j] + a[i] if a[i] == b[j] else max(table[i][j + 1],
                table[i + 1][j], key=len)
    return table[-1][-1]
print(common("AGGTAB", "GXTXAYB"), repr(common("abc", "xyz")))
def change(amount, coins, memo={}):
    if amount == 0:
        return ()
    if amount not in memo:
        options = [change(amount - c, coins) for c in coins if c <= amount]
        memo[amount] = min(((o + (c,)) for o, c in zip(options,
            [c for c in coins if c <= amount]) if o is not None), key=len, default=None)
    return memo[amount]
print(change(63, [1, 5, 10, 21, 25]), len(change(99, [1, 5, 10, 21, 25])))
