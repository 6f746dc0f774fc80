# SPDX-License-Identifier: GPL-3.0-or-later
# What beginners type by mistake at a prompt: what is said of it, and where.
import socket
import sys


def place(error):
    return error.lineno, error.offset, error.end_lineno, error.end_offset, error.text


def names():
    return {"socket": socket, "s": socket.socket(), "x": 5, "__name__": "__main__"}


for line in sys.stdin:
    print(">>>", line.rstrip("\n"))
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
