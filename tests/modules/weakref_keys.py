# SPDX-License-Identifier: GPL-3.0-or-later
# References to objects with an __eq__ of their own, as keys of sets and dicts.
import weakref


class Text:
    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return self.text == other.text

    def __hash__(self):
        return hash(self.text)


class Ref(weakref.ref):
    pass


a, b, c = Text("one"), Text("one"), Text("two")
for ref in weakref.ref, Ref:
    print({ref(a)} == {ref(b)}, {ref(a)} == {ref(c)}, len({ref(a), ref(b), ref(c)}))
    print({ref(a)} <= {ref(c), ref(b)}, len({ref(a)} & {ref(b)}), len({ref(a)} ^ {ref(b)}))
    print({ref(a): 1} == {ref(b): 1}, {ref(a): 1}.get(ref(b)), frozenset([ref(a)]) == frozenset([ref(b)]))
    print({(ref(a), 1)} == {(ref(b), 1)}, {(ref(a), 1): 5}.get((ref(b), 1)))
one, two = weakref.WeakSet([a, c]), weakref.WeakSet([c, b])
print(one == two, one <= two, one < two, len(one | two), len(one & two), len(one ^ two), b in one)
keys = weakref.WeakKeyDictionary({a: 1})
print(keys[b], c in keys, weakref.ref(b) in keys.keyrefs())
