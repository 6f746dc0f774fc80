# SPDX-License-Identifier: GPL-3.0-or-later
# sys.unraisablehook: what a program's own is told, and what becomes of one that fails.
import io
import sys


class Target:
    def __del__(self):
        raise ValueError("in del")


def hook(args):
    print("hook", args.exc_type, repr(args.exc_value), args.exc_traceback.tb_lineno, args.err_msg)
    print(args.object is Target.__del__, type(args).__name__, len(args), args[:2], type(args).__module__)


def failing(args):
    raise KeyError("hook fails")


def shown():
    kept, sys.stderr = sys.stderr, io.StringIO()
    try:
        Target()
    finally:
        text, sys.stderr = sys.stderr.getvalue(), kept
    lines = text.splitlines()
    print([line.partition(" at 0x")[0] for line in lines[:1]], lines[1:2], lines[-1:])


print(sys.unraisablehook, sys.unraisablehook is sys.__unraisablehook__)
sys.unraisablehook = hook
Target()
sys.unraisablehook = failing
shown()
sys.unraisablehook = None
shown()
del sys.unraisablehook
shown()
sys.unraisablehook = sys.__unraisablehook__
shown()
for arguments in (), (5,), ((1, 2, 3, 4, 5),), (1, 2):
    try:
        sys.unraisablehook(*arguments)
    except TypeError as error:
        print(error)


def keep(args):
    global kept
    kept = args


sys.unraisablehook = keep
Target()
error_out, sys.stderr = sys.stderr, io.StringIO()
sys.__unraisablehook__(kept)
text, sys.stderr = sys.stderr.getvalue(), error_out
print(text.splitlines()[-1])
sys.unraisablehook = sys.__unraisablehook__
sys.stderr = None
Target()
print("nothing was shown")


class Broken:
    def write(self, text):
        raise OSError("broken")


sys.stderr = Broken()
Target()
sys.stderr = error_out
print("and nobody learns of it")
