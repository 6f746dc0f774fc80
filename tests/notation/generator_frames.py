# gi_frame and its kin: a frame until the end, then None.
import sys


def steps(a):
    b = a + 1
    yield b
    c = b + 1
    yield c


g = steps(1)
print(g.gi_frame.f_locals, g.gi_frame.f_code is steps.__code__, g.gi_frame.f_back, g.gi_frame is g.gi_frame)
next(g)
print(sorted(g.gi_frame.f_locals.items()), g.gi_frame.f_lineno - steps.__code__.co_firstlineno, g.gi_running, g.gi_suspended)
frame = g.gi_frame
next(g)
print(frame.f_lineno - steps.__code__.co_firstlineno, frame is g.gi_frame)
print(next(g, "end"), g.gi_frame, g.gi_yieldfrom, frame.f_back, frame.f_code.co_name)
g = steps(5)
frame = g.gi_frame
del g
print(frame.f_code.co_name, frame.f_back)


def looks():
    frame = sys._getframe()
    print(me.gi_frame is frame, me.gi_running, frame.f_back.f_code.co_name)
    yield
    yield from steps(7)


me = looks()
next(me)
next(me)
print(me.gi_yieldfrom.gi_frame.f_code.co_name, me.gi_frame.f_lineno - looks.__code__.co_firstlineno)
me.close()
print(me.gi_frame)


async def waits():
    await Waiting()


class Waiting:
    def __await__(self):
        yield "waiting"


async def items():
    yield 1


c = waits()
print(c.cr_frame.f_code.co_name, c.cr_running, c.cr_suspended)
print(c.send(None), c.cr_frame.f_lineno - waits.__code__.co_firstlineno, c.cr_suspended)
c.close()
print(c.cr_frame)
a = items()
print(a.ag_frame.f_code.co_name, a.ag_running)
