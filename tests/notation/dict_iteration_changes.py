# SPDX-License-Identifier: GPL-3.0-or-later
# Iterators notice that a dict or a set has changed, once and for all; a list's do not mind.
def walk(iterator, change):
    out = []
    try:
        for x in iterator:
            out.append(x)
            change(x)
            if len(out) > 20:
                return out, "long"
    except RuntimeError as e:
        return out, str(e)
    return out
def fresh():
    return {i: i * i for i in range(6)}
for kind in dict.keys, dict.values, dict.items:
    d = fresh()
    print(walk(iter(kind(d)), lambda x: d.update({100: 1})))
    d = fresh()
    print(walk(iter(kind(d)), lambda x: d.popitem()))
    d = fresh()
    print(walk(iter(kind(d)), lambda x: d.clear()))
    d = fresh()
    print(walk(reversed(kind(d)), lambda x: d.setdefault(50, 0)))
    d = fresh()
    print(walk(iter(kind(d)), lambda x: d.__setitem__(3, "new")))
d = fresh()
def swap(x):
    del d[x]
    d[x + 100] = 0
print(walk(iter(d), swap))
d = fresh()
def again(x):
    del d[x]
    d[x] = 1
print(walk(iter(d), again), d)
d = fresh()
i = iter(d)
print(next(i))
d[9] = 9
for _ in range(2):
    try:
        next(i)
    except RuntimeError as e:
        print(e)
del d[9]
try:
    print(next(i))
except RuntimeError as e:
    print(e)
s = {1, 2, 3}
print(walk(iter(s), lambda x: s.add(x + 50)))
s = {1, 2, 3}
print(walk(iter(s), lambda x: s.discard(3)))
s = {1, 2, 3}
def replace(x):
    s.discard(x)
    s.add(x)
print(walk(iter(s), replace))
l = [1, 2, 3]
print(walk(iter(l), lambda x: l.append(x) if len(l) < 6 else None))
print(walk(reversed(l), lambda x: l.pop()))
i = iter(l)
print(list(i), l.append(5), list(i), i.__length_hint__())
i = iter([1, 2, 3])
print(i.__length_hint__(), next(i), i.__length_hint__(), iter(i) is i)
for e in ({}, set(), [], (), range(0), {}.items(), {}.values()):
    try:
        next(iter(e))
    except StopIteration as stop:
        print(repr(stop), stop.value)
