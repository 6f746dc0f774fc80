# SPDX-License-Identifier: GPL-3.0-or-later
# __slots__ in subclasses of built-in classes, and slots that cannot be.
def attempt(function):
    try:
        print(function())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
values = {str: "x", int: 1, float: 1.5, bytes: b"x", tuple: (1,), list: [1], dict: {1: 2}, set: {1}, frozenset: {1}, bytearray: b"x",
          object: None, Exception: "x"}
for base, value in values.items():
    for slots in ((), ("p",), "p", ["p", "q"], ("p", "p2", "__dict__")):
        def make():
            class A(base):
                __slots__ = slots
            return A
        attempt(lambda: make().__name__)
        try:
            a = make()() if base is object else make()(value)
        except TypeError:
            continue
        for name in ("p", "y"):
            attempt(lambda: setattr(a, name, 1))
            attempt(lambda: getattr(a, name))
            attempt(lambda: delattr(a, name))
            attempt(lambda: getattr(a, name))
        attempt(lambda: a.__dict__)
        class B(make()):
            pass
        b = B() if base is object else B(value)
        b.y = 2
        print(b.y, b.__dict__)
for slots in ((1,), ("1x",), ("a b",), "x-y", ("",), (None,), 5):
    attempt(lambda: type("T", (), {"__slots__": slots}).__name__)
attempt(lambda: type("T", (), {"__slots__": ("x",), "x": 1}))
class Base:
    __slots__ = ("a",)
class Both(Base):
    __slots__ = ("b",)
both = Both()
both.a, both.b = 1, 2
print(both.a, both.b, hasattr(both, "__dict__"))
attempt(lambda: setattr(both, "c", 3))
