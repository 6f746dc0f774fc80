# SPDX-License-Identifier: GPL-3.0-or-later
# Where await, async for and async with may stand, and what python3 says where they may not.
cases = ["await x", "def f(): await x", "async for x in y: pass", "def f():\n async for x in y: pass", "async with x: pass",
"def f():\n async with x: pass", "async def f():\n yield from x", "async def f():\n yield 1\n return 2", "async def f():\n return 2\n yield",
"def f(): return [x async for x in y]", "[x async for x in y]", "{x async for x in y}", "def f(): return [await x for x in y]",
"(x async for x in y)", "def f(): return (x async for x in y)", "def f(): return (await x for x in y)", "async def f(): return [(yield) for x in y]",
"class A: await x", "class A: [x async for x in y]", "async x = 1", "await = 1", "async = 1", "async def", "async def f(): pass", "async def f():\npass",
"async def f():\n async for x in y:\n pass", "async def f():\n async with y:\n pass", "async def f():\n await x = 1", "async def f():\n del await x",
"async def f():\n await", "async def f():\n await await x", "async def f():\n return await x ** 2", "async def f():\n -await x", "async def f():\n (await x).y",
"async def f():\n [x async for x in y async for z in w]", "async def f():\n def g(): await x", "async def f():\n lambda: await x", "lambda: await x",
"lambda: [x async for x in y]", "async def f():\n [[x async for x in y] for z in w]", "def f():\n [[x async for x in y] for z in w]",
"async def f(x=await y): pass", "@await x\ndef f(): pass", "async lambda: 1", "async def f():\n await x += 1", "async def f():\n for await x in y: pass",
"def f(a=await b): pass", "f(await x)", "f'{await x}'", "async def f():\n f'{await x}'", "async def f():\n with await x as y, z: pass", "def async(): pass", "import async", "x.await",
"async def f():\n  {await x: await y async for x in z if await w}", "async def f():\n global x\n async for x in y: break\n else: continue", "async if x: pass", "async def f():\n  break",
"async def f(:", "async for", "async with", "async def f():\n  async for x y: pass", "async def f():\n  async for f() in y: pass", "async def f():\n  async with x as f(): pass", "@a\nasync for x in y: pass",
"async def f():\n  return (x async for x in y)", "def f():\n  return [x for x in (y async for y in z)]", "[x for x in [y async for y in z]]", "async def f(): [x for x in y if await x]",
"async def f():\n  yield 1\n  def g(): return 3", "async def f():\n  try: pass\n  finally: return 3\n  yield", ]
for c in cases:
    try:
        compile(c, 'f', 'exec'); print('ok', c.encode())
    except SyntaxError as e:
        print(c.encode(), type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
