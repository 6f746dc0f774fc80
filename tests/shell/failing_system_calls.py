#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each system call of a small echo program fails once, with one error after the other: the program ends by itself,
with an exception or without, never by a signal and never stuck.
"""
import errno
import os
import subprocess
import sys

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
CALLS = 24
ERRORS = (errno.ECONNRESET, errno.ENOMEM, errno.EMFILE)


def main():
    binary = os.environ.get("CAUSETTE_SWITCHES")
    if not binary or not os.path.isfile(binary):
        print("no build with the test switches")
        return 77
    bad = raised = 0
    for number in ERRORS:
        for call in range(1, CALLS + 1):
            environment = dict(os.environ, CAUSETTE_SWITCHES=f"fail-syscall={call}:{number}")
            what = f"call {call} failing with {errno.errorcode[number]}"
            try:
                done = subprocess.run([binary, "-c", PROGRAM], env=environment, capture_output=True, timeout=20)
            except subprocess.TimeoutExpired:
                print(f"{what}: stuck")
                bad += 1
                continue
            if done.returncode not in (0, 1, 120):
                print(f"{what}: status {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
                bad += 1
            raised += b"Error" in done.stderr
    print(f"{raised} of {len(ERRORS) * CALLS} runs raised")
    return 1 if bad or not raised else 0


sys.exit(main())
