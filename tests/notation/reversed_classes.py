# SPDX-License-Identifier: GPL-3.0-or-later
# The classes of iterators over subclasses, and what is not reversible.
class L(list): pass
class S(str): pass
class T(tuple): pass
class D(dict): pass
class B(bytes): pass
for x in (L([1]), S("ab"), T((1,)), D(a=1), B(b"x"), [1], "ab", (1,), range(3), b"x", bytearray(b"x")):
    r = reversed(x)
    print(type(r).__name__, list(r))
class Q:
    def __len__(self): return 2
    def __getitem__(self, i): return i
print(type(reversed(Q())).__name__, list(reversed(Q())))
for x in (1, {1}, (i for i in "a"), None):
    try: reversed(x)
    except TypeError as e: print(e)
for x in (L([1]), S("ab"), S("é"), T((1,)), D(a=1), B(b"x"), bytearray(b"x"), {1}):
    print(type(iter(x)).__name__)
