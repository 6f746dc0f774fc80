# SPDX-License-Identifier: GPL-3.0-or-later
# What module gc tells: counts of what was found, statistics, what is frozen, saved, referred to and tracked.
import gc


def found(make):
    gc.collect()
    make()
    return gc.collect()


class C:
    pass


class Boom:
    def __getattr__(self, name):
        del self.attr
        raise AttributeError


def pair(cls):
    a, b = cls(), cls()
    a.attr, b.attr = b, a


def lists():
    a = []
    a.append(a)


def mixed():
    c = C()
    c.list = [c]


print(found(lambda: pair(C)), found(lambda: pair(Boom)), found(lists), found(mixed))

before = gc.get_stats()
gc.collect(0)
gc.collect(2)
after = gc.get_stats()
print([b["collections"] - a["collections"] for a, b in zip(before, after)], [sorted(s) for s in after])

gc.freeze()
print(gc.get_freeze_count() > 0, any(o is C for o in gc.get_objects()))
gc.unfreeze()
print(gc.get_freeze_count(), any(o is C for o in gc.get_objects()))

gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
lists()
print(gc.get_debug(), gc.collect(), len(gc.garbage))
gc.set_debug(0)
l = gc.garbage.pop()
print(l[0] is l, gc.get_debug())
del l
print(gc.collect(), gc.garbage)

print([sorted(map(repr, gc.get_referents(o))) for o in ([1, "a", 2.5, None], (1, [2]), 1, "a", {1: 2})])
x = []
print(any(o is x for o in gc.get_objects()), len(gc.get_objects()) == len(gc.get_objects()))
for wrong in 1000, -2, "1", 1.5:
    try:
        gc.get_objects(wrong)
    except Exception as e:
        print(type(e).__name__, e)


class I(int):
    pass


class T(tuple):
    pass


class F(float):
    __slots__ = ()


print([gc.is_tracked(o) for o in (1, "a", int, type, object(), C, C(), I(), F(), T(), (), ([],), gc, [], set())])
