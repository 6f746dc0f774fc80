# SPDX-License-Identifier: GPL-3.0-or-later
# Exceptions that have nobody to be raised to are shown on standard error, and go no further.
import gc
import io
import sys
import weakref


def told(text):
    """Without the addresses."""
    parts = text.split(" at 0x")
    print(parts[0] + "".join(" at" + part[12:] for part in parts[1:]), end="")


def trial(name, make):
    kept, sys.stderr = sys.stderr, io.StringIO()
    print("--", name)
    try:
        made = make()
        del made
        gc.collect()
    finally:
        text, sys.stderr = sys.stderr.getvalue(), kept
    told(text)


PROGRAM = """
import sys, weakref

class Target:
    pass

class Plain:
    def __del__(self):
        raise ValueError("in del")

class Chained:
    def __del__(self):
        try:
            1 / 0
        except ZeroDivisionError:
            raise KeyError("k")

class Counted:
    def __del__(self, more):
        pass

def drop():
    Counted()

class Cyclic:
    def __init__(self):
        self.me = self
    def __del__(self):
        raise ValueError("cycle")

class Leaving:
    def __del__(self):
        sys.exit(3)

class Stopping:
    def __del__(self):
        raise KeyboardInterrupt

class Wordless(Exception):
    def __str__(self):
        1 / 0

class Elsewhere(Exception):
    __module__ = "elsewhere"

class Raising:
    def __init__(self, error):
        self.error = error
    def __del__(self):
        raise self.error

class Misspelt:
    def __del__(self):
        undefinedd

undefined = 1

def callback(reference):
    raise OSError(2, "no")

def called(kind):
    target = Target()
    kept = kind(target, callback)
    del target
    return kept

def uncallable():
    target = Target()
    reference = weakref.ref(target, 5)
    del target
    return reference

def closing():
    try:
        yield 1
    finally:
        raise TypeError("at its end")

def going_on():
    try:
        yield 1
    except GeneratorExit:
        yield 2

def started(function):
    generator = function()
    next(generator)
    del generator

class Once:
    def __await__(self):
        yield 1

async def awaiting():
    try:
        await Once()
    finally:
        raise TypeError("of the coroutine")

def awaited():
    coroutine = awaiting()
    coroutine.send(None)
    del coroutine
"""
space = {"__name__": "program"}
exec(compile(PROGRAM, "<program>", "exec"), space)
for name in "Plain", "Chained", "drop", "Cyclic", "Leaving", "Stopping", "Misspelt":
    trial(name, space[name])
group = ExceptionGroup("group", [ValueError(1)])
group.add_note("a note")
caused = ValueError("caused")
caused.__cause__ = KeyError("cause")
caused.add_note("a note")
for error in space["Wordless"](), space["Elsewhere"]("x"), group, caused, SyntaxError("bad", ("f", 1, 2, "t")), ValueError():
    trial(repr(error), lambda: space["Raising"](error) and None)
    error.__traceback__ = None
trial("reference", lambda: space["called"](weakref.ref))
trial("proxy", lambda: space["called"](weakref.proxy))
trial("not callable", space["uncallable"])
trial("generator", lambda: space["started"](space["closing"]))
trial("goes on", lambda: space["started"](space["going_on"]))
trial("coroutine", space["awaited"])


class Unshown:
    def __call__(self, reference):
        raise ValueError("of the callable")

    def __repr__(self):
        1 / 0


def unshown():
    target = space["Target"]()
    reference = weakref.ref(target, Unshown())
    del target


kept, sys.stderr = sys.stderr, io.StringIO()
unshown()
text, sys.stderr = sys.stderr.getvalue(), kept
told(text[:45] + text[text.rindex("\n", 0, -1) + 1:])

handled = None
try:
    raise IndexError("outer")
except IndexError:
    trial("while handling", space["Plain"])
    handled = sys.exception()
print(repr(handled), sys.exception())
