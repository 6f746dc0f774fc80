# SPDX-License-Identifier: GPL-3.0-or-later
# Classes made by a call of type, and what such a call refuses.
T = type("T", (), {"x": 5, "double": lambda self: self.x * 2})
print(T.__name__, T.x, T().double(), T.__bases__, T)
class Base:
    def hello(self):
        return "hello from " + type(self).__name__
Sub = type("Sub", (Base,), {})
print(Sub().hello(), issubclass(Sub, Base), Sub.__mro__[1] is Base, type("I", (int,), {})(5) + 1)
tests = [
    lambda: type("T", 5, {}), lambda: type(5, (), {}), lambda: type("T", ()),
    lambda: type("T", (), 5), lambda: type("T", (bool,), {}), lambda: type("T", (Base, Base), {}),
]
for test in tests:
    try:
        print(test())
    except TypeError as e:
        print(e)
