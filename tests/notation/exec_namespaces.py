# SPDX-License-Identifier: GPL-3.0-or-later
# exec and eval over globals and locals: which of the two gets a name, and who sees it later.
def f():
    exec("x = 1")
    print(sorted(locals()))
    y = 2
    print(sorted(locals()))
    exec("y = 5; z = 6")
    print(y, sorted(locals().items()))
    return eval("x")
print(f())
b = 2; d = {}; exec("b = 2", globals(), d); print(d)
def g(a):
    l = locals()
    exec("a = 7")
    print(a, l["a"], locals()["a"], l is locals())
    eval("[q := 4]") if 0 else None
    exec("import os as o\nfor i in range(3): pass\ndef h(): return 1")
    print(sorted(locals()))
    del a
    print(sorted(locals()))
    try: print(eval("a"))
    except NameError as e: print(e)
g(1)
class C:
    exec("m = 4")
    print(m, "m" in locals())
print(C.m)
def k():
    exec("global gg; gg = 5")
    print("gg" in locals(), gg)
k()
def cl():
    v = 1
    def inner():
        exec("print(locals())")
        return v
    exec("v = 9")
    return inner()
print(cl())
d = {}; exec("c = len", {}, d); print(d)
c = 1
class D(dict): pass
ns = {}
exec("print = print\nlen = len\nx=b", {"b": 3}, ns); print(sorted(ns))
exec("def r():\n return r\nr = r", ns); 
a = 1; loc = {}
exec("a = a", globals(), loc); print(loc)
exec("a = 1\na = a", {"a": 1}, loc); print(loc)
def gen():
    exec("t = 1"); yield sorted(locals()); exec("u = 2"); yield sorted(locals())
print(list(gen()))
[exec("w = 1") for _ in range(1)]; print("w" in globals())
names = {"x": 1}
exec("def f(): return x\ny = [x for _ in (1,)]\nclass C: z = x\ndel x", names)
print(sorted(names.keys() - {"__builtins__"}))
both = {"g": 1}, {"l": 2}
for code in ("f = lambda: g", "h = lambda: l", "global g; g = 5", "del l", "del g", "[l for i in (1,)]", "print([i for i in (l,)])",
             "l: int = 3", "import sys as l", "from sys import *", "class K: v = l", "def f(l=l): return l", "f()", "h()"):
    try:
        exec(code, *both)
    except NameError as e:
        print(code, "->", e)
    print(code, sorted(both[0].keys() - {"__builtins__"}), "many" if len(both[1]) > 9 else sorted(both[1]))
    both[1].clear() if len(both[1]) > 9 else None
    both[1].setdefault("l", 2)
code = compile("a = b", "text", "exec")
first, second = {"b": 1}, {}
exec(code, first, second)
print(sorted(first.keys() - {"__builtins__"}), second)
exec(code, {"b": 2}, first)
print(first["a"])
def outer():
    captured = 1
    return lambda: captured
try:
    exec(outer().__code__)
except TypeError as e:
    print(e)
