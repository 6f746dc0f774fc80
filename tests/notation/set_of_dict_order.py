# SPDX-License-Identifier: GPL-3.0-or-later
# Sets made of a dict or of its keys have room for all of them at once: their order shows it.
d={None: 1.0, 2: (1,), 100000000000000000000: -1, (1,): 1, 1.0: [1]}
print(d.keys()|[2,'bc'])
print(d.keys()&[2,1,None])
print(d.keys()-[2])
print(d.keys()^[2,'q'])
print(set(d))
print(d.keys()|{2,'bc'})
print({2,'bc'}|d.keys())
print([1,2,3]|d.keys())
print({*d})
print(set(d.keys()))
print(frozenset(d))
s=set()
s.update(d)
print(s)
s=set()
s|=d.keys()
print(s)
s={1}
s.update(d,[3])
print(s)
print({3, *d, 'x'}, {7} | d.keys(), d.keys() - d.keys(), d.keys() ^ d.keys(), d.keys() | d, [5] - {1: 2}.keys())
class D(dict): pass
d = D(d)
print(d.keys() | [2], {*d}, set(d), d.keys() - [1])
print(slice(True, None, 2**70).indices(2**66), slice(False, True).indices(5))
