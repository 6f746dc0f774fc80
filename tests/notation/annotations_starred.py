# *args: *Ts keeps the one item of Ts.
class Ts:
    def __iter__(self):
        return iter(["unpacked"])


def f(a: int, *args: *Ts(), b: str = "x"): return args


async def g(*args: *(1,)): pass

print(f.__annotations__, g.__annotations__, f(1, 2, 3))
for text in "def f(*args: *()): pass", "def f(*args: *(1, 2)): pass", "def f(*args: *5): pass", "def f(a: *b): pass", "def f(**k: *b): pass", "lambda *a: *b: 1", "def f(*a: *b, *c): pass", "def f() -> *b: pass", "x: *b = 1", "def f(*args: *x = 1): pass":
    try:
        exec(text, {"b": (1,), "x": (1,)})
        print("taken", text)
    except Exception as error:
        print(type(error).__name__, error)
space = {}
exec("from __future__ import annotations\ndef f(*args: *Ts): pass", space)
print(space["f"].__annotations__)
