# SPDX-License-Identifier: GPL-3.0-or-later
# Conway's life on a set of cells.
def step(cells):
    neighbours = {}
    for x, y in cells:
        for dx in -1, 0, 1:
            for dy in -1, 0, 1:
                if dx or dy:
                    key = x + dx, y + dy
                    neighbours[key] = neighbours.get(key, 0) + 1
    return {c for c, n in neighbours.items() if n == 3 or n == 2 and c in cells}
def show(cells, size=6):
    return "\n".join("".join("#" if (x, y) in cells else "." for x in range(size)) for y in range(size))
glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for generation in range(4):
    print(generation, len(glider), sorted(glider))
    glider = step(glider)
print(show(glider))
blinker = {(1, 0), (1, 1), (1, 2)}
print(step(step(blinker)) == blinker, step(set()), len(step({(0, 0)})))
r = {(1, 0), (2, 0), (0, 1), (1, 1), (1, 2)}
for _ in range(30):
    r = step(r)
print(len(r), min(r), max(r))
