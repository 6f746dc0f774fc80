# SPDX-License-Identifier: GPL-3.0-or-later
"""inside_doc.py EXAMPLES LOG LEFT_OUT: types the examples of a page of documentation, as at a prompt.

EXAMPLES is what fidelity_doc.py has found in the page: for each example its line there and its source, as escaped fields. What
an example prints, or the exception it ends with, is written to LOG; whether that is what the page says is judged by who reads it.
LEFT_OUT names the examples that broke an earlier run: they are not typed again.
"""

import sys

import inside_log

del sys.path[0]


class Printed:
    """Standard output while an example runs."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self):
        self.pieces = []

    def write(self, text):
        self.pieces.append(text)
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False

    def take(self):
        text = "".join(self.pieces)
        self.pieces = []
        return text


def describe(error):
    """The last part of what a traceback prints."""
    import traceback
    return "".join(traceback.format_exception_only(type(error), error))


def type_example(source, name, variables, printed):
    """(how, text): what it printed, or the exception."""
    try:
        exec(compile(source, "<" + name + ">", "exec" if name.startswith("setup") else "single"), variables)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        printed.take()
        return "raised", describe(error)
    return "printed", printed.take()


def main(examples, log, left_out):
    with open(examples, encoding="utf-8") as file:
        lines = file.read().split("\n")[:-1]
    with open(left_out, encoding="utf-8") as file:
        broken = set(file.read().split("\n"))
    log = inside_log.Log(log)
    variables = {"__name__": "__main__", "__builtins__": __builtins__}
    usual = sys.stdout
    printed = sys.stdout = Printed()
    for line in lines:
        name, source = map(inside_log.unescape, line.split("\t"))
        if name not in broken:
            log.say("begin", name)
            how, text = type_example(source, name, variables, printed)
            sys.stdout = printed
            log.say("end", name, how, text)
    sys.stdout = usual
    log.say("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
