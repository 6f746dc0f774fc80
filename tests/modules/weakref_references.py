# SPDX-License-Identifier: GPL-3.0-or-later
# References and proxies: who shares them, what is forwarded, and what is left when the object has gone.
import _weakref as w, sys
class C:
    def __init__(s,n=0): s.n=n
    def __eq__(s,o): return isinstance(o,C) and s.n==o.n
    def __hash__(s): return hash(s.n)
    def __repr__(s): return f'C({s.n})'
    def __add__(s,o): return ('add', o)
    def __radd__(s,o): return ('radd', o)
    def __len__(s): return 5
    def __getitem__(s,k): return k
    def __call__(s,*a): return a
    def __iter__(s): return iter([1,2])
    def meth(s): return s.n
def cb(r): print('callback', r() )
c=C(1); r=w.ref(c); r2=w.ref(c,cb); r3=w.ref(c)
print(r() is c, r is r3, r2==r, hash(r)==hash(c), w.getweakrefcount(c), w.getweakrefs(c)==[r,r2], r2.__callback__ is cb, r.__callback__, C.__weakref__, c.__weakref__ is r)
p=w.proxy(c)
print(p+1, 2+p, len(p), p[4], p(1), list(p), p.n, p.meth(), isinstance(p,C), type(p), p==c, bool(p), str(p), p.__class__)
p.n=7; print(c.n); del p.n
try: c.n
except AttributeError as e: print(e)
c.n=1
try: hash(p)
except TypeError as e: print(e)
del c
print('gone', r(), r2(), r==r3, r==r2)
for f in (lambda: p.n, lambda: p+1, lambda: hash(r2), lambda: setattr(p,'x',1), lambda: p(), lambda: str(p), lambda: list(p)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(hash(r)==hash(1))
# resurrection
keep=[]
class R:
    def __del__(s): keep.append(s); print('del', rr() is s)
x=R(); rr=w.ref(x,cb); del x
print(rr() is keep[0])
keep.clear(); print(rr())
# cycle
