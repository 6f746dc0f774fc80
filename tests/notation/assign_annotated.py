# SPDX-License-Identifier: GPL-3.0-or-later
# Annotated assignment: with a value it assigns, without one it does not.
x: int = 5
print(x)
y: "text" = "not checked"
print(y)
z: int
try:
    print(z)
except NameError as e:
    print(e)
a: list = []
a.append(1)
print(a)
class C:
    field: int = 3
    other: str
print(C.field, hasattr(C, "other"))
def f(n: int, s: str = "d") -> str:
    local: int = n
    return s * local
print(f(2), f(2, "x"))
d = {}
d["k"]: int = 1
print(d)
(w): int = 4
print(w)
print(f.__annotations__)
print(__annotations__)
