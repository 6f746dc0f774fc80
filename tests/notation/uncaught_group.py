# SPDX-License-Identifier: GPL-3.0-or-later
# How groups are shown: margins, ten deep, fifteen wide, with causes and notes.
import os
import sys

os.dup2(1, 2)


def shown(error):
    sys.stdout.flush()
    sys.excepthook(type(error), error, error.__traceback__)
    sys.stderr.flush()


PROGRAM = """
def caused(n):
    try:
        raise ValueError("v%d\\nsecond" % n)
    except ValueError as error:
        try:
            raise TypeError("t") from error
        except TypeError as outer:
            outer.add_note("note one\\nnote two")
            return outer


def raised():
    parts = [caused(1), ExceptionGroup("in", [caused(2), SyntaxError("bad", ("file", 3, 4, "abc def", 3, 6))])]
    group = ExceptionGroup("multi\\nline", parts)
    group.add_note("n\\nm")
    try:
        raise group
    except ExceptionGroup as error:
        try:
            1 / 0
        except ArithmeticError as during:
            return [group, during, ExceptionGroup("after", [during, group])]
"""
space = {}
exec(compile(PROGRAM, "<program>", "exec"), space)
for error in space["raised"]():
    shown(error)


class Silent(Exception):
    def __str__(self):
        1 / 0


shown(ExceptionGroup("many", [ValueError(i) for i in range(15)]))
shown(ExceptionGroup("many", [ValueError(i) for i in range(16)]))
shown(ExceptionGroup("many", [ValueError(i) for i in range(30)] + [Silent()]))
shown(ExceptionGroup("silent", [Silent(), ExceptionGroup("last", [Silent(2)])]))
deep = ValueError("leaf")
for i in range(14):
    deep = ExceptionGroup("d%d" % i, [deep, KeyError(i)])
shown(deep)
shown(ExceptionGroup("twice", [deep, deep.exceptions[1]]))

own = ExceptionGroup("own", [ValueError(1), ValueError(2)])
own.exceptions[0].__context__ = own
own.exceptions[1].__cause__ = own.exceptions[0]
own.__cause__ = own.exceptions[1]
shown(own)


class Worded:
    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text or 1 / 0


for notes in ([], [""], ["a\n", "b\n\nc", "\n"], [1, Worded("w\nx"), Worded("")], "abc", 5, None, ("t",), {1: 2}, Silent()):
    error = ExceptionGroup("noted", [ValueError("v")])
    error.__notes__ = error.exceptions[0].__notes__ = notes
    shown(error)


class Noted(Exception):
    __notes__ = ["of the class"]


class Computed(Exception):
    @property
    def __notes__(self):
        return ["computed"]


shown(Noted("x"))
shown(Computed("y"))
last = ExceptionGroup("the end", [KeyError("k")])
last.__cause__ = deep.exceptions[1]
shown(last)
