# SPDX-License-Identifier: GPL-3.0-or-later
# After a MemoryError everything still works.
kept = {"a": [1, 2, 3], "b": "text"}
for i in range(50):
    try:
        [kept] * (1 << 60)
    except MemoryError:
        kept["a"].append(i)
    try:
        bytes(1 << 62)
    except MemoryError:
        kept["b"] += "."
print(len(kept["a"]), len(kept["b"]), kept["a"][-1])
def deep(n):
    if n == 0:
        return "x" * (1 << 62)
    return deep(n - 1)
try:
    deep(200)
except (MemoryError, OverflowError) as e:
    print(type(e).__name__)
print(sum(range(1000)), "done")
