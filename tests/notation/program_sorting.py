# SPDX-License-Identifier: GPL-3.0-or-later
# Five ways to sort.
def bubble(a):
    a = a[:]
    for i in range(len(a)):
        for j in range(len(a) - i - 1):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a
def insertion(a):
    out = []
    for x in a:
        i = len(out)
        while i and out[i - 1] > x:
            i -= 1
        out.insert(i, x)
    return out
def quick(a):
    if len(a) < 2:
        return a
    p, *rest = a
    return quick([x for x in rest if x < p]) + [p] + quick([x for x in rest if x >= p])
def merge(a):
    if len(a) < 2:
        return a
    m = len(a) // 2
    l, r, out = merge(a[:m]), merge(a[m:]), []
    while l and r:
        out.append((l if l[0] <= r[0] else r).pop(0))
    return out + l + r
def heap(a):
    h = a[:]
    def sift(i, n):
        while (c := 2 * i + 1) < n:
            if c + 1 < n and h[c + 1] > h[c]:
                c += 1
            if h[i] >= h[c]:
                return
            h[i], h[c] = h[c], h[i]
            i = c
    for i in reversed(range(len(h) // 2)):
        sift(i, len(h))
    for n in range(len(h) - 1, 0, -1):
        h[0], h[n] = h[n], h[0]
        sift(0, n)
    return h
data = [(i * 7919 + 13) % 101 for i in range(60)]
for f in bubble, insertion, quick, merge, heap:
    print(f.__name__, f(data) == sorted(data), f([]), f([1]), f(["b", "a"]), f(data)[:5])
