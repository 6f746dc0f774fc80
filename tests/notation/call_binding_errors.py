# SPDX-License-Identifier: GPL-3.0-or-later
# How a call binds to a def, and every error on the way.
def f(a,b=1,/,c=2,*,d,e=3): pass
def g(a,b,c): pass
def h(*,k): pass
def h2(*,k,l=1): pass
def i(): pass
def v(a,*r,**k): pass
def p(a,b,/): pass
def p2(a,/,**k): return a,k
class C:
    def m(self,a): pass
    def __init__(self,x): pass
def o():
    def inner(a): pass
    return inner
def show(source):
    try:
        print(source, "->", eval(source))
    except BaseException as e:
        print(source, type(e).__name__, e)
for source in """
f()
f(1)
f(a=1)
f(1,2,3,4)
f(1,2,3,4,d=1)
f(1,c=1,c2=2,d=1)
f(1,b=2,d=1)
f(1,a=2,b=3)
f(1,2,3,c=4,d=1)
g()
g(1)
g(1,2)
g(1,2,3,4)
g(1,2,3,a=1)
g(x=1)
g(1,2,3,**{1:2})
h()
h(1)
h(1,k=2)
h2(1,2,k=1,l=2)
i(1)
i(x=1)
v()
v(**{'a':1},**{'a':2})
v(1,**{'a':1})
p(1,b=2)
p(a=1,b=2)
p2(a=1)
p2(1,a=2)
C()
C(1,2)
C(1).m()
C(1).m(1,2)
o()()
o()(1,2)
C.m()
(lambda x:0)()
g(1,**{'a':2,'zz':2})
g(1,**{'zz':2,'a':2})
g(**1)
g(*1)
len(*1)
len(**1)
print(**{1:2})
v(1,**{1:2})
dict(**{1:2})
int(**{1:2})
[].append(**{1:2})
C(**{1:2})
print(sep=1,**{'sep':2})
g(a=1,**{'a':2})
""".split("\n"):
    if source:
        show(source)
