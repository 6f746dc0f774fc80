# SPDX-License-Identifier: GPL-3.0-or-later
# Blocks and lines typed wrong, about functions, loops, classes, sockets and texts: what is said of it, and where.
# In the input \n stands for the end of a line within a block.
import socket
import sys


def place(error):
    return error.lineno, error.offset, error.end_lineno, error.end_offset, error.text


def names():
    return {"socket": socket, "s": socket.socket(), "x": 5, "__name__": "__main__"}


for line in sys.stdin:
    print(">>>", line.rstrip("\n"))
    line = line.replace("\\n", "\n")
    code = None
    for mode in "exec", "single":
        try:
            code = compile(line, "<stdin>", mode)
        except SyntaxError as error:
            print(mode, type(error).__name__, error.msg, place(error))
    try:
        if code:
            exec(code, names())
    except BaseException as error:
        print(type(error).__name__, error)
