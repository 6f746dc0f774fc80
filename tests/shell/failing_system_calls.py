#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each system call of a small echo program fails once, with one error after the other: the program ends by itself,
with an exception or without, never by a signal and never stuck. And each call of a socket is one that can fail.
"""
import errno
import os
import subprocess
import sys

from _terminal import SECONDS

PROGRAM = """
import socket, threading
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(5)
def serve():
    con, addr = server.accept()
    with con:
        while data := con.recv(100):
            con.sendall(data)
thread = threading.Thread(target=serve, daemon=True)
thread.start()
client = socket.socket()
client.settimeout(2)
client.connect(server.getsockname())
for text in b"one", b"two":
    client.sendall(text)
    print(client.recv(100))
client.shutdown(socket.SHUT_WR)
print(client.recv(100))
"""
EACH = """
import socket
def failing(call, *args):
    try:
        return call(*args)
    except OSError as problem:
        print(call.__name__, problem.errno)
one, other = failing(socket.socketpair) or (socket.socket(), socket.socket())
failing(one.setsockopt, socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
failing(one.getsockopt, socket.SOL_SOCKET, socket.SO_KEEPALIVE)
failing(one.getsockname)
failing(one.getpeername)
failing(one.settimeout, 2)
failing(socket.dup, one.fileno())
failing(socket.close, failing(socket.dup, one.fileno()) or one.detach())
"""
EACH_CALLS = {"socketpair", "setsockopt", "getsockopt", "getsockname", "getpeername", "settimeout", "dup", "close"}
CALLS = 24
ERRORS = (errno.ECONNRESET, errno.ENOMEM, errno.EMFILE)


def run(binary, program, call, number):
    environment = dict(os.environ, CAUSETTE_SWITCHES=f"fail-syscall={call}:{number}")
    return subprocess.run([binary, "-c", program], env=environment, capture_output=True, timeout=SECONDS)


def calls_that_cannot_fail(binary):
    failed = set()
    for call in range(1, CALLS + 1):
        done = run(binary, EACH, call, errno.ENOBUFS)
        failed |= {line.split()[0] for line in done.stdout.decode().splitlines() if line.endswith(f" {errno.ENOBUFS}")}
    return EACH_CALLS - failed


def main():
    binary = os.environ.get("CAUSETTE_SWITCHES")
    if not binary or not os.path.isfile(binary):
        print("no build with the test switches")
        return 77
    bad = raised = 0
    for number in ERRORS:
        for call in range(1, CALLS + 1):
            what = f"call {call} failing with {errno.errorcode[number]}"
            try:
                done = run(binary, PROGRAM, call, number)
            except subprocess.TimeoutExpired:
                print(f"{what}: stuck")
                bad += 1
                continue
            if done.returncode not in (0, 1, 120):
                print(f"{what}: status {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
                bad += 1
            raised += b"Error" in done.stderr
    whole = calls_that_cannot_fail(binary)
    if whole:
        print(f"no fault reaches {', '.join(sorted(whole))}")
        bad += 1
    print(f"{raised} of {len(ERRORS) * CALLS} runs raised")
    return 1 if bad or not raised else 0


sys.exit(main())
