# SPDX-License-Identifier: GPL-3.0-or-later
# Functions of atexit that raise: the others are called all the same, and the status is what it was.
import atexit
import os
import sys

os.dup2(1, 2)


PROGRAM = """
class Shown:
    def __init__(self, text):
        self.text = text

    def __call__(self, *args, **kwargs):
        raise ValueError(self.text, args, kwargs)

    def __repr__(self):
        return self.text or 1 / 0


class Equal(Shown):
    def __eq__(self, other):
        print("compared with", other)
        return other == "same"
"""
space = {}
exec(compile(PROGRAM, "<program>", "exec"), space)
Shown = space["Shown"]
Equal = space["Equal"]
for attempt in (lambda: atexit.register(), lambda: atexit.register(5), lambda: atexit.register(func=print),
                lambda: atexit.unregister(), lambda: atexit._ncallbacks(1)):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
print(atexit.register(print, "the first, last", sep="-") is print)
atexit.register(print, "printed", "here", sep="-", flush=True)
atexit.register(Shown("<first>"), 1, b=2)
atexit.register(Shown(""))
atexit.register(Equal("<equal>"))
atexit.unregister("same")
atexit.unregister("other")
print(atexit._ncallbacks())


def late():
    print("late", flush=True)
    atexit.register(print, "too late")
    sys.exit(5)


def hook(args):
    print("hook", args.err_msg, args.object is late, repr(args.exc_value), flush=True)
    sys.unraisablehook = sys.__unraisablehook__


atexit.register(late)
sys.unraisablehook = hook
sys.stdout.flush()
sys.exit(7)
