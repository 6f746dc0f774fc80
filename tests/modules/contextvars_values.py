# SPDX-License-Identifier: GPL-3.0-or-later
# Context variables, tokens and contexts, and what threads have of them.
import threading
import _contextvars as c


def plain(text):
    parts = text.split(" at 0x")
    return parts[0] + "".join(part.lstrip("0123456789abcdef") for part in parts[1:])


def told(function, *args, **kwargs):
    try:
        return plain(repr(function(*args, **kwargs)))
    except Exception as e:
        return plain(f"{type(e).__name__}: {e}")


v = c.ContextVar("v")
t = v.set(1)
print(c.Context, c.ContextVar, c.Token, told(lambda: v), told(lambda: t), told(c.Context), t.MISSING, t.old_value)
w = c.ContextVar("w", default=3)
print(told(lambda: w), w.name, c.ContextVar[int], c.Token[int], t.var is v, t.old_value is c.Token.MISSING)
print(told(c.ContextVar, 1), told(c.Context, 1), told(c.Token), sep="\n")
print(told(v.reset, t), told(v.reset, t), sep="\n")
t = v.set(2)
print(told(w.reset, t), told(c.Context().run, v.reset, t), told(v.reset, 3), sep="\n")
x = c.ContextVar("x")
copy = c.copy_context()
print(told(x.get), told(x.get, 5), told(copy.__getitem__, x), told(copy.__getitem__, 1), told(copy.get, x, 4), sep="\n")
print(told(copy.get, 2), told(lambda: 1 in copy), told(lambda: v in copy), copy[v], len(copy), sep="\n")
print([(a.name, b) for a, b in copy.items()], [a.name for a in copy], list(copy.values()), [a.name for a in copy.keys()])
k = c.Context()
print(told(k.run), told(k.run, k.run, print), told(hash, k), told(lambda: k == c.Context()), told(lambda: copy == k), k == 3, sep="\n")
print(told(setattr, v, "name", 3), told(setattr, v, "foo", 3), told(lambda: type("A", (c.Context,), {})), sep="\n")


def inside(a, *, b):
    v.set(a)
    w.set(b)
    return v.get(), w.get(), len(c.copy_context())


print(copy.run(inside, 10, b=20), v.get(), w.get(), copy[v], copy[w])
other = copy.copy()
print(other.run(inside, 11, b=21), copy[v], other == copy)


def fails():
    v.set("lost")
    1 / 0


print(told(copy.run, fails), v.get(), copy[v], told(copy.run, v.get))


def in_thread():
    print(told(v.get), w.get(), len(c.copy_context()))
    v.set("thread's")


thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
print(v.get())


def generator():
    yield v.get()
    v.set("generator's")
    yield v.get()


g = generator()
print(next(g), k.run(next, g), v.get(), k[v])
