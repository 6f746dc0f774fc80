# SPDX-License-Identifier: GPL-3.0-or-later
# Bounds and steps beyond the machine's numbers.
a = [0, 1, 2, 3]
big = 1 << 100
print(a[:big], a[-big:], a[big:], a[:-big], a[::big], a[::-big], a[-big:big], a[big::-1], "abc"[1:big],
    b"abc"[-big:2], (1, 2)[:big], range(5)[-big:3])
a[big:] = [4]
a[:-big] = [-1]
print(a)
del a[big:]
del a[-big:1]
print(a, list(range(10))[2:big:3])
print(a, a.index(1, -big, big), "abc".find("c", -big, big), "abc".count("b", -big),
    "abc".startswith("a", -big), "abcabc".rfind("a", 0, big))
for test in [
    lambda: a.insert(big, 0), lambda: a.insert(-big, 0), lambda: a[big], lambda: a[-big], lambda: "abc"[big], lambda: a.pop(big), lambda: range(5)[big],
    lambda: (1,)[big], lambda: b"x"[-big],
]:
    try:
        print(test())
    except (IndexError, OverflowError) as e:
        print(e)
print(range(big)[big - 1] == big - 1, range(0, big, big // 3), big - 1 in range(big), range(big)[5:10],
    range(-big, big, big)[1], slice(None, big).indices(5), slice(-big, big, big).indices(3))
for i in range(big, big + 3):
    print(i - big, end=" ")
print()
