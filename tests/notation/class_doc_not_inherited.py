# SPDX-License-Identifier: GPL-3.0-or-later
# A class without a docstring has None, and so have its instances, whatever it inherits from.
class A:
    "doc"
class B(A):
    pass
class X(ValueError):
    pass
class L(list):
    pass
class S:
    __slots__ = ("a",)
class G(A):
    @property
    def __doc__(self):
        return "prop"
class N(A):
    x = 1
N.__doc__ = "later"
class O(N):
    def __init__(self):
        self.__doc__ = "own"
for C in A, B, X, L, S, G, N, O:
    doc = vars(C).get("__doc__", 5)
    print(C.__name__, C().__doc__, "__doc__" in vars(C), "__doc__" in C.__dict__, type(doc).__name__,
        "__doc__" in dir(C), hasattr(C, "__doc__"))
print(B.__doc__, X.__doc__, N.__doc__, O.__doc__, super(B, B()).__doc__)
T = type("T", (A,), {})
U = type("U", (A,), {"x": 1, "__doc__": "given"})
print(T.__doc__, T().__doc__, "__doc__" in vars(T), U.__doc__, U().__doc__, vars(U)["__doc__"])
names = ("__dict__", "__weakref__")
print([k for k in vars(B) if k not in names], [k for k in vars(A) if k not in names])
