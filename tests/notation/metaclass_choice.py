# SPDX-License-Identifier: GPL-3.0-or-later
# type() with three arguments, which metaclass is chosen, and the errors on the way.
def told(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error, repr(error.__cause__) if error.__cause__ else "")


class C: pass
told(lambda: type('X',(),{}, a=1))
told(lambda: type('X',1,{}))
told(lambda: type('X',(1,),{}))
told(lambda: type('X',(list[int],),{}))
told(lambda: type(1,a=2))
told(lambda: type())
told(lambda: type.__new__(type))
told(lambda: type.__new__(type,1))
told(lambda: type.__new__(1))
told(lambda: type.__new__(int,'a',(),{}))
told(lambda: type('X',(bool,),{}))
told(lambda: type('X',(int,str),{}))
told(lambda: type('X', (), {'__classcell__': 1}))
told(lambda: type('X',(),{'__qualname__':1}))
told(lambda: type('X',(C,C),{}))
told(lambda: type('X',(object,C),{}))
class M1(type):pass
class M2(type):pass
class A1(metaclass=M1):pass
class A2(metaclass=M2):pass
told(lambda: type('X',(A1,A2),{}))
told(lambda: M2('X',(A1,),{}))
told(lambda: type('X',(A1,),{}).__class__)
def f():
    class X(A1,A2): pass
told(f)
def f():
    class X(1): pass
told(f)
def f():
    class X(metaclass=1): pass
told(f)
def show(*a, **k): return a, k
def f():
    class X(metaclass=show, z=3): pass
    return X
told(lambda: str(f())[:20])
def f():
    class P(type):
        def __prepare__(*a): return 5
    class X(metaclass=P): pass
told(f)
class SN:
    def __set_name__(self, o, n): 1/0
def f():
    class X: y=SN()
told(f)
def f():
    class X(z=1): pass
told(f)
class NM(type):
    def __new__(m,n,b,ns):
        ns.pop('__classcell__',None)
        return super().__new__(m,n,b,ns)
def f():
    class X(metaclass=NM):
        def g(self): return super()
told(f)
class C: pass
print(sorted(type.__dict__.keys() - {'__sizeof__'}))
print(type.__call__, type.__init__)
told(lambda: type.__init__(C))
told(lambda: type.__init__(C,1,2,3))
told(lambda: type.__init__(C,1,x=1))
told(lambda: type.__init__(C,1,2,3,x=1))
