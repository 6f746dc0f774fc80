# SPDX-License-Identifier: GPL-3.0-or-later
# Coroutines awaited by hand: async def, async for, async with, comprehensions, f-strings.
class Aw:
    def __init__(s,v): s.v=v
    def __await__(s):
        r = yield s.v
        return r
async def inner(n):
    x = await Aw(n)
    return x*2
async def outer():
    a = await inner(1)
    b = await inner(2)
    l = [await inner(i) for i in (7,8)]
    return a,b,l, f"{await inner(9)}"
def run(c):
    v=None; log=[]
    while True:
        try: y = c.send(v)
        except StopIteration as e: return log, e.value
        log.append(y); v=y
print(run(outer()))
class CM:
    async def __aenter__(s): await Aw('enter'); return 5
    async def __aexit__(s,*a): await Aw('exit'); print(a[0]); return True
async def agen(n):
    for i in range(n):
        await Aw(i)
        yield i
async def m():
    async with CM() as x:
        print(x)
        raise ValueError
    r=[]
    async for i in agen(3): r.append(i)
    else: r.append('e')
    r2=[i async for i in agen(4) if i]
    g=(i async for i in agen(2))
    r3={i:i async for i in g}
    return r,r2,r3, await anext(agen(3)), await anext(agen(0),'d')
print(run(m()))
async def e():
    try: yield 1
    finally: print('fin')
c=e()
try: c.__anext__().send(None)
except StopIteration as x: print(x.value)
try: c.aclose().send(None)
except StopIteration as x: print('closed', x.value)
co=inner(1)
print(co.send(None)); 
try: co.send(3)
except StopIteration as x: print(x.value)
try: co.send(None)
except RuntimeError as x: print(x)
print(type(co), type(c), type(c.aclose()), type(co.__await__()), type(c.asend(1)))
