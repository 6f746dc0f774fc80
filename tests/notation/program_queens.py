# SPDX-License-Identifier: GPL-3.0-or-later
# Eight queens, by backtracking and by generators.
def queens(n, row=0, columns=(), left=frozenset(), right=frozenset()):
    if row == n:
        yield columns
        return
    for c in range(n):
        if c not in columns and row + c not in left and row - c not in right:
            yield from queens(n, row + 1, columns + (c,), left | {row + c}, right | {row - c})
for n in range(1, 7):
    print(n, len(list(queens(n))), next(queens(n), None))
first = next(queens(8))
for c in first:
    print("." * c + "Q" + "." * (7 - c))
