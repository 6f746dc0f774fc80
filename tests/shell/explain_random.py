#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls on sockets in no sensible order, with arguments that fit and arguments that do not: whatever comes, the shell is
there again, and what it says is a finished sentence. EXPLAIN_SEED and EXPLAIN_LINES for other and longer runs.
"""

import os
import random
import re
import sys
import tempfile

from _explain import own_network
from _terminal import Terminal

SEED = int(os.environ.get("EXPLAIN_SEED", "1"))
LINES = int(os.environ.get("EXPLAIN_LINES", "250"))
UNAVAILABLE = 77
NAMES = ("a", "b", "c", "d", "nobody", "many[0]", "box.it", "(lambda: a)()")
ADDRESSES = ('("127.0.0.1", 3000)', '("127.0.0.1", 3001)', '("127.0.0.2", 3000)', '("", 3000)', '("::1", 3000)', '"door"',
             '"other"', '("8.8.8.8", 80)', '("127.0.0.1", "3000")', "(3000, '127.0.0.1')", '"127.0.0.1", 3000', '("127.0.0.1",)',
             '("127.0.0.1", 70000)', "3000", "None", "")
DATA = ('b""', 'b"x"', 'b"x" * 3000000', '"text"', '"ça"', "7", "None", "", 'b"a", "b"', "bytes(7)", '"ça".encode()')
SIZES = ("0", "1", "7", "1024", "-1", '"7"', "", "1.5", "7, socket.MSG_PEEK", "10 ** 30")
CALLS = {"bind": ADDRESSES, "connect": ADDRESSES, "connect_ex": ADDRESSES, "listen": ("", "0", '"5"', "-1"), "accept": ("", "1"),
         "send": DATA, "sendall": DATA, "recv": SIZES, "recvfrom": SIZES, "sendto": ('b"x", ("127.0.0.1", 3000)', 'b"x"', ""),
         "shutdown": ("0", "1", "2", "3", ""), "close": ("",), "detach": ("",), "getpeername": ("",), "getsockname": ("",),
         "settimeout": ("0", "0.01", "0.02"), "setblocking": ("False",), "recv_into": ("bytearray(5)", "b'12345'", "")}
MAKES = ("socket.socket()", "socket.socket(type=socket.SOCK_DGRAM)", "socket.socket(socket.AF_UNIX)", "socket.socket(socket.AF_INET6)",
         'socket.create_server(("127.0.0.1", 3000))', 'socket.create_connection(("127.0.0.1", 3000))', "socket.socketpair()[0]")
FORMS = ("{}", "{}", "{}", "x = {}", "x, y = {}", "print({})", "{}; {}", "[{} for i in range(3)]", "{}.decode()", "{} + '!'", "{}[:3]",
         "({}", " {}", "{})", "{} == 'x'", "len({})", "if True: {}", "f'{{{}}}'", "{}.x", "del x; {}", "b“{}”", ">>> {}")


def call(source):
    method = source.choice(tuple(CALLS))
    brackets = "" if source.random() < 0.05 else f"({source.choice(CALLS[method])})"
    return f"{source.choice(NAMES)}.{method}{brackets}"


def line(source):
    if source.random() < 0.15:
        return f"{source.choice(NAMES[:4])} = {source.choice(MAKES)}"
    form = source.choice(FORMS)
    return form.format(*(call(source) for _ in range(2)))


def main():
    if not own_network():
        print("no network of its own")
        return UNAVAILABLE
    source = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        environment = {"LANG": source.choice(("en_GB.UTF-8", "fr_FR.UTF-8")), "LC_ALL": None, "XDG_RUNTIME_DIR": folder}
        with Terminal(columns=250, environment=environment) as shell:
            shell.run("import socket; socket.setdefaulttimeout(0.01)")
            shell.run("a, b, c, d, box, many = [socket.socket() for i in range(4)] + [type('Box', (), {})(), [socket.socket()]]; box.it = socket.socket()")
            for number in range(LINES):
                typed = line(source)
                row = shell.screen.row
                shell.type(typed)
                shell.wait(lambda: shell.screen.row > row and shell.is_editing()
                           and shell.screen.line().rstrip() in (">>>", "..."), f"the prompt behind line {number}: {typed}")
                if shell.screen.line().startswith("..."):
                    shell.interrupt()
                    shell.see_line()
                for shown in shell.screen.lines[row + 1:]:
                    if shown.startswith("# ") and re.search(r"\{\w+\}|\(null\)|``", shown):
                        raise SystemExit(f"{typed}: {shown}")
            shell.see_line()
            shell.send("\x04")
            status = shell.end()
    print(f"seed {SEED}, {LINES} lines, ended with {status}")
    return status


if __name__ == "__main__":
    sys.exit(main())
