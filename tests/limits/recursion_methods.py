# SPDX-License-Identifier: GPL-3.0-or-later
# Endless recursion through methods and special methods.
class C:
    def m(self):
        return self.m()
    @property
    def p(self):
        return self.p
    def __getattr__(self, name):
        return getattr(self, name + "x")
    def __call__(self):
        return self()
    def __getitem__(self, key):
        return self[key]
    def __len__(self):
        return len(self)
    def __contains__(self, x):
        return x in self
    def __add__(self, other):
        return self + other
    def __bool__(self):
        return bool(self)
    def __neg__(self):
        return -self
    def __hash__(self):
        return hash(self)
    def __iter__(self):
        return iter(self)
    def __setattr__(self, name, value):
        self.name = value
    def __enter__(self):
        with self:
            pass
    def __exit__(self, *args):
        pass
def enter():
    with C():
        pass
def assign():
    C().x = 1
for test in [
    lambda: C().m(), lambda: C().p, lambda: C().x, lambda: C()(), lambda: C()[0], lambda: len(C()),
        lambda: 1 in C(), lambda: C() + 1, lambda: bool(C()), lambda: -C(), lambda: hash(C()),
        lambda: list(C()), enter, assign,
]:
    try:
        test()
        print("came back")
    except RecursionError as e:
        print(type(e).__name__)
