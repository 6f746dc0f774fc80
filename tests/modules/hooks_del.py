# SPDX-License-Identifier: GPL-3.0-or-later
# __del__ runs when the last reference goes, in the order of their going.
class D:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("gone", self.name)
d = D("first")
d = D("second")
print("rebound")
e = d
del d
print("one name left")
del e
print("after")
def f():
    local = D("local")
    print("in f")
f()
items = [D("a"), D("b")]
items.pop()
print("popped")
items.clear()
print("cleared")
D("temporary")
print("after temporary")
try:
    x = D("in try")
    raise ValueError(x)
except ValueError:
    del x
    print("handler")
print("end of handler")
m = {"k": D("in dict")}
m["k"] = None
m = D("last")
print("leaving")
