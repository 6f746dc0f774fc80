#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each system call of the checker and of its roles fails once: it ends by itself, says so or goes on, and leaves no folder behind."""

import errno
import os
import pathlib
import subprocess
import sys
import tempfile

from _check import SECONDS

DOCUMENT = """
(server) >>> import socket
(server) >>> s = socket.create_server(("127.0.0.1", 3000))
(server) >>> con, _ = s.accept()
(client) >>> import socket
(client) >>> c = socket.create_connection(("127.0.0.1", 3000))
(client) >>> c.send(b"hello")
5
(server) >>> con.recv(10)
b'hello'
"""
CALLS = 30
ERRORS = (errno.EIO, errno.ENOMEM)


def trouble_of(binary, folder, call, number):
    environment = {**os.environ, "LC_ALL": "C", "TMPDIR": f"{folder}/work", "CAUSETTE_SWITCHES": f"fail-syscall={call}:{number}"}
    try:
        done = subprocess.run([binary, "check", "--timeout=5", "--total-timeout=10", "doc.md"], cwd=folder, env=environment, capture_output=True,
                              timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return "stuck", False
    left = os.listdir(f"{folder}/work")
    if done.returncode not in (0, 1, 3) or left or b"Sanitizer" in done.stderr:
        return f"status {done.returncode}, left {left}: {(done.stdout + done.stderr).decode(errors='replace')[-400:]}", False
    if done.returncode and not done.stdout.strip():
        return "it fails, and does not say why", False
    return None, done.returncode != 0


def main():
    binary = os.environ.get("CAUSETTE_SWITCHES")
    if not binary or not os.path.isfile(binary):
        print("no build with the test switches")
        return 77
    bad = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "doc.md").write_text(DOCUMENT)
        os.mkdir(f"{folder}/work")
        for number in ERRORS:
            for call in range(1, CALLS + 1):
                trouble, has_failed = trouble_of(binary, folder, call, number)
                if trouble:
                    print(f"call {call} failing with {errno.errorcode[number]}: {trouble}")
                bad += bool(trouble)
                failed += has_failed
    print(f"{failed} of {len(ERRORS) * CALLS} runs failed")
    return 1 if bad or not failed else 0


sys.exit(main())
