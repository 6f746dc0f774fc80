# SPDX-License-Identifier: GPL-3.0-or-later
# A sudoku solved by constraint and search.
PUZZLE = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"
PEERS = [{j for j in range(81) if j != i and (j // 9 == i // 9 or j % 9 == i % 9
    or (j // 27 == i // 27 and j % 9 // 3 == i % 9 // 3))} for i in range(81)]
def solve(cells):
    todo = [(len(options), i, options) for i in range(81) if cells[i] == "0"
        for options in [set("123456789") - {cells[j] for j in PEERS[i]}]]
    if not todo:
        return cells
    _, i, options = min(todo, key=lambda t: t[:2])
    for c in sorted(options):
        if found := solve(cells[:i] + c + cells[i + 1:]):
            return found
    return None
answer = solve(PUZZLE)
for r in range(0, 81, 9):
    print(" ".join(answer[r:r + 9]))
print(all(len(set(answer[r::9])) == 9 for r in range(9)), len(PEERS[0]))
