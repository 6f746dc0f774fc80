# SPDX-License-Identifier: GPL-3.0-or-later
# Three hundred classes in a line of bases.
class C0:
    def f(self):
        return 0
    def g(self):
        return "base"
cls = C0
def make(base, n):
    class C(base):
        def f(self):
            return super().f() + 1
    C.__name__ = "C%d" % n
    return C
for i in range(300):
    cls = make(cls, i)
o = cls()
print(o.f(), o.g(), len(cls.__mro__), isinstance(o, C0), cls.__name__)
import sys
sys.setrecursionlimit(200)
try:
    print(cls().f())
except RecursionError as e:
    print(type(e).__name__)
print(cls().g(), issubclass(cls, C0))
