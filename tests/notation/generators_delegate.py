# SPDX-License-Identifier: GPL-3.0-or-later
# yield from passes throw() and close() on to what it delegates to.
def leaf():
    try:
        yield 1
    except ValueError as e:
        print("leaf", repr(e))
    yield 2
    return 9
def outer():
    x = yield from leaf()
    print("x", x)
    yield "after"
g = outer(); next(g)
print(g.gi_yieldfrom is not None)
print(g.throw(ValueError(1)), next(g))
print(g.gi_yieldfrom)
try: g.throw(KeyError("k"))
except KeyError as e: print(repr(e))
# exceptions that leave the inner land in the outer
def outer2():
    try:
        yield from leaf()
    except KeyError as e:
        print("outer2", repr(e), e.__traceback__.tb_next is not None)
        yield "caught"
g = outer2(); next(g); print(g.throw(KeyError, "x"))
print(list(g))
# return in answer to a throw
def returns():
    try: yield 1
    except ValueError: return "ret"
def outer3():
    r = yield from returns()
    print("r =", r)
    yield r
g = outer3(); next(g); print(g.throw(ValueError))
# close
def cl(name):
    try: yield name
    finally: print("closed", name)
def nest(n):
    try:
        if n: yield from nest(n - 1)
        else: yield from cl("in")
    finally: print("closed", n)
g = nest(3); print(next(g)); g.close(); g.close()
print(list(g))
g = nest(2); next(g); del g
print("--")
def ignores():
    while True:
        try: yield 1
        except GeneratorExit: print("ign")
def o4():
    try: yield from ignores()
    except RuntimeError as e: print("RT", e); yield 5
g = o4(); next(g)
try: g.close()
except RuntimeError as e: print(e)
g = o4(); next(g)
try: print(g.throw(GeneratorExit))
except BaseException as e: print(repr(e))
# iterators of the program
class It:
    def __init__(self, **k): self.__dict__.update(k)
    def __iter__(self): return self
    def __next__(self): return "n"
def d(it): 
    try: return (yield from it)
    except BaseException as e: print("d", repr(e)); yield "d"
class WithThrow(It):
    def throw(self, *a): print("throw", a); return "thrown"
    def close(self): print("close")
    def send(self, v): print("send", v); return v * 2
g = d(WithThrow()); print(next(g), g.send(4), g.throw(ValueError), g.throw(ValueError(3)), g.throw(ValueError, 3), g.throw(ValueError, 3, None))
g.close()
g = d(WithThrow()); next(g); 
try: g.throw(GeneratorExit)
except BaseException as e: print(repr(e))
g = d(It()); next(g); print(g.throw(ValueError(1)))
class Stops(It):
    def throw(self, *a): raise StopIteration(77)
def s():
    x = yield from Stops()
    print(x); yield x
g = s(); next(g); print(g.throw(OSError))
class BadClose(It):
    def close(self): raise KeyError("bad")
g = d(BadClose()); next(g)
try: g.close()
except RuntimeError as e: print(e)
g = d(BadClose()); next(g); print(g.throw(GeneratorExit))
def selfref():
    global g
    class R(It):
        def throw(self, *a):
            print(g.gi_running)
            try: next(g)
            except ValueError as e: print(e)
            return 1
    yield from R()
g = selfref(); next(g); print(g.throw(ValueError))
g = (i for i in range(3))
for args in ((5,), (ValueError(1), 2), (ValueError, 1, 2), (ValueError, ValueError(7)), (int,), (StopIteration,), (ValueError, (1, 2)), (ValueError, None)):
    g = (i for i in range(3)); next(g)
    try: g.throw(*args)
    except BaseException as e: print(type(e), e)
g = (i for i in range(3))
try: g.throw(ValueError(9))
except ValueError: print(list(g))
dd = {1: 2}
def ch():
    yield from dd
g = ch(); next(g); dd[3] = 4
try: next(g)
except RuntimeError as e: print(e)
def u(): yield from WithThrow()
g = u(); next(g); del g
print("end")
def unstarted(): yield 1
unstarted().throw(ValueError(3))
