# SPDX-License-Identifier: GPL-3.0-or-later
# Frames, tracebacks and code as objects.
import sys


def here(depth=0):
    return sys._getframe(depth)


def shows():
    a = 1
    f = sys._getframe()
    print(f.f_code.co_name, f.f_lineno, f.f_globals is globals(), sorted(f.f_locals), f is sys._getframe())
    b = 2
    print(f.f_lineno, sorted(f.f_locals), f.f_back.f_code.co_name, f.f_back is here(2), f.f_back.f_back)
    print(f.f_builtins["len"] is len, f.f_trace, f.f_trace_lines, f.f_trace_opcodes)
    try:
        f.clear()
    except RuntimeError as e:
        print(e)
    return f


frame = shows()
print(frame.f_code.co_name, sorted(frame.f_locals), frame.f_back is sys._getframe(), frame.f_lineno)
frame.clear()
print(frame.f_locals)
try:
    sys._getframe(100)
except ValueError as e:
    print(e)
print(here().f_code.co_name, here(1).f_code.co_name)


def outer(x):
    def inner():
        return sys._getframe().f_back.f_locals, x
    y = x
    return inner()


print(sorted(outer(5)[0].items(), key=lambda i: i[0])[1:])


class Body:
    z = 3
    names = sorted(sys._getframe().f_locals)


print(Body.names)


def gives():
    kept = 1
    yield sys._getframe()
    kept = 2
    yield kept


g = gives()
frame = next(g)
print(frame.f_locals, frame.f_back, frame.f_lineno)
print(next(g), frame.f_locals, frame.f_lineno)
print(list(g), frame.f_code.co_name)


def raises(n):
    if n:
        raises(n - 1)
    1 / 0


try:
    raises(2)
except ZeroDivisionError as e:
    tb = e.__traceback__
    seen = []
    while tb:
        seen.append((tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_globals is globals(), tb.tb_lasti >= 0))
        last, tb = tb, tb.tb_next
    print(seen)
    kept = last
    first = e.__traceback__
print(kept.tb_frame.f_lineno, kept.tb_frame is kept.tb_frame)
FrameType, TracebackType = type(kept.tb_frame), type(kept)
made = TracebackType(None, kept.tb_frame, kept.tb_lasti, 77)
print(made.tb_lineno, made.tb_next, made.tb_frame is kept.tb_frame, FrameType.__name__, TracebackType.__name__)
made.tb_next = kept
print(made.tb_next is kept)
made.tb_next = None
for bad in (1, made):
    try:
        made.tb_next = bad
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
kept.tb_next = made
try:
    made.tb_next = kept
except ValueError as e:
    print(e)
for arguments in ((1, None, 0, 1), (None, 1, 0, 1)):
    try:
        TracebackType(*arguments)
    except TypeError as e:
        print(e)


def full(a, b=1, /, c=2, *rest, d, e=5, **more):
    "Its doc."
    local = [a for b in rest]

    def inside():
        return a, local
    return inside


code = full.__code__
print(code.co_name, code.co_qualname, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals,
      code.co_varnames, code.co_cellvars, code.co_freevars, code.co_flags, code.co_consts[0])
inside = full(1, d=2).__code__
print(inside.co_freevars, inside.co_flags, inside.co_qualname, inside.co_consts[0], inside.co_firstlineno - code.co_firstlineno)
print(gives.__code__.co_flags, (lambda *a: a).__code__.co_flags, compile("1", "f", "eval").co_flags, type(code).__name__)
positions = list(raises.__code__.co_positions())
print({line for line, *_ in positions if line} == {line for *_, line in raises.__code__.co_lines() if line})

try:
    raise ValueError("again")
except ValueError as e:
    caught = sys.exc_info()
    print(caught[0].__name__, caught[1] is e, caught[2] is e.__traceback__, sys.exception() is e)
print(sys.exc_info(), sys.exception(), sys.gettrace(), sys.getprofile())


class Node:
    pass


def cycle():
    node = Node()
    node.frame = sys._getframe()
    return node


import gc
from _weakref import ref
seen = ref(cycle())
gc.collect()
print(seen())
