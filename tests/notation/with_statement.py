# SPDX-License-Identifier: GPL-3.0-or-later
# with: enter, exit, as, several managers.
class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind.__name__ if kind else None, repr(value), tb is not None)
        return self.swallow
with Manager("a") as a:
    print("body", a)
with Manager("a"), Manager("b") as b:
    print("body", b)
with (Manager("a") as a, Manager("b") as b,):
    print("body", a, b)
with Manager("s", True):
    raise ValueError("swallowed")
print("after")
try:
    with Manager("outer"), Manager("inner"):
        raise KeyError("k")
except KeyError as e:
    print("out", e)
with Manager("outer", True), Manager("inner"):
    1 / 0
with Manager("x") as (first):
    print(first)
with (Manager("xy")) as [p, q]:
    print(p, q)
