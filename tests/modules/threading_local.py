# SPDX-License-Identifier: GPL-3.0-or-later
# threading.local: each thread has attributes of its own, which end with it, and none of a thread that has ended.
import threading
l = threading.local()
seen = []
def work(i):
    seen.append(getattr(l, "x", None))
    l.x = i
for i in range(5):
    t = threading.Thread(target=work, args=(i,)); t.start(); t.join()
print(seen)
class D:
    def __del__(self): print("gone")
def f():
    l.d = D()
t = threading.Thread(target=f); t.start(); t.join(); print("joined")
l.y = D()
print(sorted(l.__dict__))
l.__dict__["z"] = 3
print(l.z, l.y is l.__dict__["y"])
del l
print("deleted")
class L(threading.local):
    n = 1
    def __init__(self, *a, **k):
        print("init", a, k)
        self.a = a
m = L(1, b=2)
def g():
    print(m.a, m.__dict__, m.n)
    m.n = 5
    print(m.n, m.__dict__)
t = threading.Thread(target=g); t.start(); t.join()
print(m.n)
try: threading.local(1)
except TypeError as e: print(e)
try: m.q
except AttributeError as e: print(e)
try: del m.q
except AttributeError as e: print(e)
try: m.__dict__ = {}
except AttributeError as e: print(e)
try: del m.__dict__
except AttributeError as e: print(e)
class P(threading.local):
    @property
    def p(self): return "prop"
    def meth(self): return self.v
    def __getattr__(self, name): return "missing " + name
p = P(); p.v = 9
print(p.p, p.meth(), p.other)
print(type(l2 := threading.local()).__name__, type(l2).__module__, repr(l2)[:24])
print(dir(m)[-2:], vars(m), hasattr(m, "zz"))
class F(threading.local):
    def __init__(self, fails):
        if threading.current_thread() is not threading.main_thread() and fails.pop(): raise ValueError("no")
        self.x = 1
fails = [False, True]
w = F(fails)
def twice():
    try: w.x
    except ValueError as e: print(e)
    print(w.x, len(fails))
t = threading.Thread(target=twice); t.start(); t.join()
one, other = threading.local(), threading.local()
one.other, other.one = other, one
ready, go = threading.Barrier(3), threading.Barrier(3)
def keep(i):
    one.i, other.i = i, -i
    ready.wait()
    print(one.i + other.i, sorted(one.__dict__)) if i else None
    go.wait()
    del one.i
    print(hasattr(one, "i"), other.i == -i)
ts = [threading.Thread(target=keep, args=(i,)) for i in range(2)]
for t in ts: t.start()
ready.wait(); go.wait()
for t in ts: t.join()
print(hasattr(one, "i"), one.other is other)
for i in range(3):
    v = threading.local(); print(v.__dict__); v.i = i
for ask in (lambda: one.nothing, lambda: delattr(one, "nothing"), lambda: setattr(one, "__dict__", {})):
    try: ask()
    except AttributeError as e: print(e, e.name, e.obj is one)
