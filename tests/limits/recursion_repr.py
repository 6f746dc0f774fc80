# SPDX-License-Identifier: GPL-3.0-or-later
# Endless recursion through __repr__, __str__ and __format__.
class R:
    def __repr__(self):
        return repr(self)
class L:
    def __repr__(self):
        return repr([self])
class S:
    def __str__(self):
        return str(self)
class F:
    def __format__(self, spec):
        return f"{self}"
class P:
    def __repr__(self):
        return "%r" % self
class D:
    def __repr__(self):
        return "{!r}".format({"k": self})
for test in [
    lambda: repr(R()), lambda: str(R()), lambda: repr(L()), lambda: str(S()), lambda: f"{F()}",
    lambda: repr(P()), lambda: repr(D()), lambda: print(S()), lambda: repr([R()]), lambda: "%s" % S(),
]:
    try:
        test()
        print("came back")
    except RecursionError as e:
        print(type(e).__name__)
print("goes on")
