# SPDX-License-Identifier: GPL-3.0-or-later
# Containers of one's own that break the rules.
class NoIter: pass
class BadIter:
    def __iter__(self): return 5
class NoneIter:
    __iter__ = None
class NegLen:
    def __len__(self): return -1
class StrLen:
    def __len__(self): return "3"
class BigLen:
    def __len__(self): return 1 << 70
class BadIndex:
    def __index__(self): return "x"
class GoodIndex:
    def __index__(self): return 1
print([10, 20, 30][GoodIndex()], "abc"[GoodIndex():], range(5)[GoodIndex()], hex(GoodIndex()),
    [0] * GoodIndex())
tests = [
    lambda: list(NoIter()), lambda: list(BadIter()), lambda: iter(BadIter()), lambda: list(NoneIter()),
    lambda: 1 in NoIter(), lambda: 1 in NoneIter(), lambda: NoIter()[0], lambda: len(NoIter()),
    lambda: len(NegLen()), lambda: len(StrLen()), lambda: len(BigLen()), lambda: list((1,))[BadIndex()],
    lambda: list((1,))["a"], lambda: reversed(NoIter()), lambda: next(NoIter()), lambda: bool(NegLen()),
    lambda: range(BadIndex()), lambda: NoIter()[1:2],
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
def assign():
    NoIter()[0] = 1
def delete():
    del NoIter()[0]
for f in assign, delete:
    try:
        f()
    except TypeError as e:
        print(e)
