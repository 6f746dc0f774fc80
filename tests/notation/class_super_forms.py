# SPDX-License-Identifier: GPL-3.0-or-later
# super() in chains, class methods, and where it cannot work.
class A:
    def f(self): return ["A"]
    def __repr__(self): return "A repr"
class B(A):
    def f(self): return ["B"] + super().f()
class C(B):
    def f(self): return ["C"] + super().f()
    def skip(self): return super(B, self).f()
    def __repr__(self): return "C over " + super().__repr__()
print(C().f(), C().skip(), C())
class D(A):
    def nested(self):
        def inner():
            return super(D, self).f()
        return inner()
    def missing(self):
        return super().nothing
    def in_comprehension(self):
        s = super()
        return [s.f() for _ in range(2)]
print(D().nested(), D().in_comprehension())
try:
    D().missing()
except AttributeError as e:
    print(e)
def no_class(self):
    return super().f()
try:
    no_class(1)
except RuntimeError as e:
    print(e)
class E(A):
    def no_self():
        return super()
try:
    E.no_self()
except RuntimeError as e:
    print(e)
try:
    super(int, "x")
except TypeError as e:
    print(e)
try:
    super(5)
except TypeError as e:
    print(e)
class F(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v * 2)
f = F()
f["a"] = 2
print(f)
