# SPDX-License-Identifier: GPL-3.0-or-later
# NotImplemented sends the operation to the other side.
class A:
    def __add__(self, o):
        print("A.__add__")
        return NotImplemented
    def __eq__(self, o):
        print("A.__eq__")
        return NotImplemented
    def __lt__(self, o):
        print("A.__lt__")
        return NotImplemented
class B:
    def __radd__(self, o):
        print("B.__radd__")
        return "B"
    def __gt__(self, o):
        print("B.__gt__")
        return "greater"
print(A() + B())
print(A() < B())
for f in (lambda: A() + 1), (lambda: A() < 1), (lambda: A() + A()), (lambda: A() < A()):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(A() == 1, A() == A(), A() != A())
class Base:
    def __add__(self, o): return "Base add"
    def __radd__(self, o): return "Base radd"
class Derived(Base):
    def __radd__(self, o): return "Derived radd"
print(Base() + Derived(), Derived() + Base(), Base() + Base())
print(NotImplemented, type(NotImplemented).__name__)
