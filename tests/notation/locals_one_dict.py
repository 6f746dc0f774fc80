# SPDX-License-Identifier: GPL-3.0-or-later
# locals() of a function gives one dict a call, brought up to date each time.
def f():
    a = 1
    x = locals()
    y = locals()
    print(x is y, list(x))
    b = 2
    print(list(x))
    locals()
    print(list(x))
    exec("c = 5")
    print(list(locals()))
    del a
    locals()
    print(list(x))
    x["a"] = 9
    try: print(a)
    except UnboundLocalError as e: print(e)
    print(locals()["a"] if "a" in locals() else "gone")
f()
def g():
    v = 1
    eval("[locals() for i in range(2)]")
    vars()["q"] = 1
    print(sorted(locals()), dir())
g()
class A:
    print(locals() is locals())
print(locals() is globals())
def gen():
    a = 1
    d = locals()
    yield list(d)
    b = 2
    yield locals() is d, list(d)
print(list(gen()))
class S:
    def __del__(self): print("gone")
def drop():
    s = S()
    locals()
    del s
    print("still there")
    locals()
    print("end")
drop()
def cyc():
    d = locals()
    d["d"] = d
    yield 1
g = cyc(); next(g)
del g

def f(a, b):
    print(locals())
    c = 1
    g = b
    d = 2
    print(locals(), list(locals()))
    del c
    e = 5
    print(locals())
    x = locals(); x["zz"] = 1
    print(locals())
    for i in range(1): print(list(locals()))
    z = [locals().keys() for j in range(1)]
f(1, 2)
class A:
    x = 1
    print(list(locals()))
    y = 2
    print(list(locals()))
def h(*args, k=1, **kw):
    v = 1
    w = lambda: args
    print(list(locals()), list(vars()), dir())
h(1, 2, z=3)
def o():
    q = 1
    def inner(p):
        r = q
        def deep(): return p, r, q
        print(list(locals()))
        return deep
    inner(5)
    print(list(locals()))
o()
def gen(n):
    a = n
    yield list(locals())
    b = 2
    yield list(locals())
print(list(gen(3)))
def t():
    try: 1/0
    except ZeroDivisionError as e:
        print(list(locals()))
    print(list(locals()))
    d = 1; del d; c = 2; d = 3
    print(list(locals()))
    first = locals()
    n = 1
    print(first is locals(), list(first))
t()
exec("aa = 1\nbb = 2\nprint(sorted(k for k in locals() if len(k) == 2))")
