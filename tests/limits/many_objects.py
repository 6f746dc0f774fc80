# SPDX-License-Identifier: GPL-3.0-or-later
# Two hundred thousand objects of several kinds.
a = [i * 2 for i in range(100000)]
d = {i: str(i) for i in range(50000)}
s = set(range(0, 100000, 3))
t = tuple(a)
print(len(a), len(d), len(s), t[-1], d[49999], 99999 in s, 99998 in s)
for i in range(0, 50000, 2):
    del d[i]
print(len(d), sum(d) % 1000, list(d)[:3])
words = " ".join("w%d" % i for i in range(20000)).split()
print(len(words), len(set(words)), sorted(words)[:3])
text = "".join("é" if i % 2 else "x" for i in range(50000))
print(len(text), text.count("é"), len(text.encode()), text[49999])
a.sort(reverse=True)
print(a[0], a[-1], a.index(0))
