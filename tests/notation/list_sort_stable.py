# SPDX-License-Identifier: GPL-3.0-or-later
# Sorting keeps equal items in order, also backwards and over many runs.
state = 99
def draw(n):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % n
def check(pairs):
    return all(a[0] < b[0] or a[0] == b[0] and a[1] < b[1] for a, b in zip(pairs, pairs[1:]))
for length in 3, 50, 63, 64, 65, 127, 500, 3000:
    for spread in 2, 10, 100000:
        pairs = [(draw(spread), i) for i in range(length)]
        by_key = sorted(pairs, key=lambda pair: pair[0])
        backwards = sorted(pairs, key=lambda pair: pair[0], reverse=True)
        print(length, spread, check(by_key), check([(-a, i) for a, i in backwards]), by_key == sorted(pairs))
runs = list(range(0, 500)) + list(range(300, 0, -1)) + list(range(100, 600)) + [7] * 50
print(sorted(runs) == sorted(reversed(runs)), sorted(runs)[::97])
print(sorted([3.5, float("nan"), 1, 2.5]))
print(sorted("bca"), sorted({"b": 1, "a": 2}), sorted({3, 1, 2}, reverse=True), sorted(()))
print(sorted(["B", "a", "C"], key=str.lower), sorted([-3, 2, 1], key=abs, reverse=1))
