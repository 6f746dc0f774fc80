# SPDX-License-Identifier: GPL-3.0-or-later
# Lists: nested, starred, with trailing commas, over several lines.
print([], [1], [1, 2, 3], [1, 2,])
print([[1], [2, [3, []]]], ["a", b"b", None, True, 1.5])
print([*range(3), *"ab", *[], *(9,)])
matrix = [
    [1, 2],   # a comment inside
    [3, 4],

    [5, 6],
]
print(matrix, len(matrix), matrix[1][0])
print([1 if True else 2, not False, 1 < 2])
print([lambda: 3][0]())
print([(1, 2), {3: 4}, {5}])
