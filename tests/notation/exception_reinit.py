# SPDX-License-Identifier: GPL-3.0-or-later
# __init__ called again: what it sets anew, and what it leaves.


def fields(error, *names):
    print(repr(error), error.args, [getattr(error, name) for name in names])


made = [
    (ImportError("m", name="n", path="p"), "msg", "name", "path"), (AttributeError("m", name="n", obj=1), "name", "obj"),
    (NameError("m", name="n"), "name"), (StopIteration(1), "value"), (SystemExit(2), "code"),
    (SyntaxError("m", ("f", 1, 2, "t")), "msg", "filename", "lineno"), (OSError(2, "x", "f"), "errno", "filename"),
]
for error, *names in made:
    for arguments in (), ("again",):
        error.__init__(*arguments)
        fields(error, *names)
