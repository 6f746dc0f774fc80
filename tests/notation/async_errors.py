# SPDX-License-Identifier: GPL-3.0-or-later
# Coroutines and asynchronous generators used wrongly, their ends, and their hooks.
import sys
from sys import set_asyncgen_hooks, get_asyncgen_hooks
def show(f, *a):
    try: print('->', f(*a))
    except BaseException as e:
        print(type(e).__name__, e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
class It:
    def __init__(s, v): s.v = v
    def __await__(s): return s.v
class Y:
    def __await__(s): r = yield 'y'; return r
async def coro(): return 7
def run(c):
    log=[]
    try:
        while True: log.append(c.send(None))
    except StopIteration as e: return log, e.value
async def aw(x): return await x
show(run, aw(5)); show(run, aw(It(5))); show(run, aw(It(iter([1,2])))); show(run, aw(coro()))
k=coro(); show(run, aw(It(k))); k.close()
c=coro(); show(c.send, 1); c.close(); show(c.send, None); show(c.throw, ValueError); print(c.close())
c=coro(); show(next, c); show(iter, c); show(list, c); c.close()
c=coro(); c.close()
async def stop(): raise StopIteration(3)
show(run, stop())
async def stop(): raise StopAsyncIteration(3)
show(run, stop())
async def ag():
    raise StopAsyncIteration(1)
    yield
show(run, ag().__anext__())
async def ag():
    raise StopIteration(1)
    yield
show(run, ag().__anext__())
async def ign():
    try: await Y()
    except GeneratorExit: await Y()
c=ign(); c.send(None); show(c.close)
async def ign():
    try: yield 1
    except GeneratorExit: yield 2
g=ign(); show(run, g.__anext__()); show(run, g.aclose())
async def ign():
    try: yield 1
    except GeneratorExit: pass
g=ign(); show(run, g.__anext__()); show(run, g.aclose()); show(run, g.aclose()); show(run, g.__anext__()); show(run, g.athrow(ValueError)); show(run, g.asend(3))
async def two():
    try:
        x = yield 1
        print('got', x)
        y = yield 2
    except ValueError as e:
        print('caught', e); yield 'v'
    finally:
        print('end')
g=two(); show(run, g.__anext__()); show(run, g.asend('s')); show(run, g.athrow(ValueError('x'))); show(run, g.__anext__()); show(run, g.__anext__())
g=two(); show(run, g.asend(3)); show(run, g.asend(None)); show(run, g.aclose())
a=two().asend(None); print(run(a)); show(run, a); show(a.throw, ValueError); print(a.close())
a=two().aclose(); print(run(a)); show(run, a); show(a.throw, ValueError)
g=two(); a=g.aclose(); show(a.send, 3)
g=two(); a=g.athrow(ValueError, 'm'); show(a.send, None)
async def slow():
    await Y(); yield 1
g=slow(); a=g.__anext__(); print(a.send(None), g.ag_running, g.ag_await.__name__); b=g.__anext__(); show(b.send, None); show(g.aclose().send, None); show(g.athrow(ValueError).send, None)
show(a.send, None); print(g.ag_running)
g=slow(); a=g.__anext__(); a.send(None); show(a.throw, KeyError('k'))
class A: pass
async def f(x):
    async for i in x: print(i)
show(run, f(A())); show(run, f(3))
class B:
    def __aiter__(s): return A()
show(run, f(B()))
class C:
    def __aiter__(s): return s
    def __anext__(s): return 3
show(run, f(C()))
class D(C):
    def __anext__(s): return It(3)
show(run, f(D()))
class E(C):
    def __anext__(s): raise ValueError
show(run, f(E()))
async def w(x):
    async with x as y: print(y)
show(run, w(3))
class F:
    async def __aenter__(s): return 1
show(run, w(F()))
class G:
    def __aenter__(s): return 1
    def __aexit__(s,*a): return 2
show(run, w(G()))
class H(F):
    def __aexit__(s,*a): return 2
show(run, w(H()))
class I(F):
    async def __aexit__(s,*a): print(a[0]); return False
async def w2(x):
    for i in range(3):
        async with x:
            if i == 1: continue
            if i == 2: return i
    
show(run, w2(I()))
async def w3(x):
    async with x: 1/0
show(run, w3(I()))
show(aiter, 3); show(aiter, B()); show(anext, 3); show(anext, C()); show(run, aw(anext(C(), 4)))
def gen():
    yield from c
c=coro(); show(list, gen()); c.close()

print(get_asyncgen_hooks()); show(set_asyncgen_hooks, 3); show(lambda: set_asyncgen_hooks(finalizer=3))
set_asyncgen_hooks(firstiter=lambda g: print('first', g.__name__), finalizer=lambda g: print('final', g.__name__))
g=two(); show(run, g.__anext__()); del g
g=two(); a=g.__anext__(); del g, a
async def empty():
    if 0: yield
g=empty(); show(run, g.__anext__()); del g
set_asyncgen_hooks(None, None)
print(get_asyncgen_hooks())
async def selfa():
    await me
me=selfa(); show(run, me)
def sg():
    yield from it
it=sg(); show(next, it)
async def sag():
    async for x in it: yield x
it=sag(); show(run, it.__anext__())
c=coro(); print(c.cr_running, c.cr_await, c.cr_origin, c.cr_code.co_name, c.__name__, c.__qualname__, c.cr_suspended)
c.__name__='z'; print(c.__name__); show(setattr, c, '__name__', 3); c.close()
y=Y()
async def d(): await y
c=d(); c.send(None); print(c.cr_await.__name__, c.cr_suspended); 
async def again(): await c
show(run, again()); c.close()
w_=coro().__await__(); print(iter(w_) is w_); show(next, w_); show(next, w_)
async def deep(n):
    if n: return await deep(n-1) + 1
    return 0
print(run(deep(300)))
show(run, deep(100000))
g=(i async for i in two()); print(g.__name__, type(g).__name__); show(run, g.__anext__()); show(run, g.aclose())
print(type(coro).__name__, repr(type(g)))
