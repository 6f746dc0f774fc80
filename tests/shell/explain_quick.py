#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""With thousands of sockets on the machine an explanation takes 20 ms of the processor's time. The best of a few tries counts:
others use the caches too. EXPLAIN_SOCKETS=10000 asks with so many.
"""

import os
import resource
import signal
import socket
import sys

from _explain import own_network
from _terminal import Terminal, process_state, wait_until, work_seconds

SOCKETS = int(os.environ.get("EXPLAIN_SOCKETS", "2000"))
LIMIT = 0.020
TRIES = 7
UNAVAILABLE = 77
CASES = (
    ('t.bind(("127.0.0.1", 3000))', "already listened on by"),
    ('t.bind(("127.0.0.1", 4000))', "(TIME-WAIT)"),
    ('u.connect(("127.0.0.1", 3001))', "Same port on both sides?"),
    ("u.recv(7)", "not connected yet"),
)


def hold(ready):
    """In a process of its own: many connections, and one in TIME-WAIT."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    server = socket.create_server(("127.0.0.1", 3000), backlog=1000)
    held = []
    for number in range(SOCKETS // 2):
        client = socket.socket()
        client.bind((f"127.0.{1 + number // 200}.1", 0))
        client.connect(("127.0.0.1", 3000))
        held += [client, server.accept()[0]]
    other = socket.create_server(("127.0.0.1", 4000), reuse_port=False)
    client = socket.create_connection(("127.0.0.1", 4000))
    accepted = other.accept()[0]
    accepted.close()
    client.recv(1)
    client.close()
    other.close()
    os.write(ready, b"!")
    signal.pause()


def ask(terminal, line, wanted):
    """Seconds of work from the end of the line to the next prompt; the note is above it."""
    terminal.see_line()
    terminal.send(line)
    terminal.see_line(">>> " + line)
    begin, row = len(terminal.raw), terminal.screen.row
    start = work_seconds(terminal.pid)
    terminal.send("\r")
    terminal.wait(lambda: terminal.screen.row > row, "the end of the line")
    terminal.see_line()
    wait_until(lambda: process_state(terminal.pid) == "S", "the shell at rest")
    if wanted.encode() not in terminal.raw[begin:]:
        raise SystemExit(f"{line}: not explained by {wanted!r}: {terminal.raw[begin:].decode()}")
    return work_seconds(terminal.pid) - start


def main():
    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < SOCKETS + 100 or not own_network():
        print("too few descriptors, or no network of its own")
        return UNAVAILABLE
    reading, writing = os.pipe()
    holder = os.fork()
    if not holder:
        try:
            hold(writing)
        finally:
            os._exit(1)
    os.close(writing)
    status = 0
    try:
        if os.read(reading, 1) != b"!":
            raise SystemExit("no sockets")
        with Terminal(columns=200, environment={"LANG": "en_GB.UTF-8", "LC_ALL": None}) as terminal:
            terminal.run("import socket")
            terminal.run("t, u = socket.socket(), socket.socket()")
            for line, wanted in CASES:
                best = min(ask(terminal, line, wanted) for _ in range(TRIES))
                print(f"{best * 1000:.1f} ms  {line}")
                status |= best > LIMIT
    finally:
        os.kill(holder, signal.SIGKILL)
        os.waitpid(holder, 0)
    return status


if __name__ == "__main__":
    sys.exit(main())
