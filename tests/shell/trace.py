#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""--trace: each socket call once on standard error, as strace prints; what it shows, and what it costs."""

import os
import re
import resource
import subprocess
import unittest

from _terminal import CAUSETTE, SECONDS, main

PROGRAM = r'''
import socket, threading
listener = socket.create_server(("127.0.0.1", 0))
def serve():
    con, addr = listener.accept()
    con.recv(100)
    con.sendall(b"\x1b[31mred\x00\x9b\xff")
    con.close()
thread = threading.Thread(target=serve)
thread.start()
client = socket.socket()
client.settimeout(5)
client.connect(listener.getsockname())
print(client.send(b"Bonjour"))
print(client.recv(100))
print(client.recv(100))
thread.join()
'''
ADDRESS = r"127\.0\.0\.1:\d+"
PAIR = rf"{ADDRESS} <-> {ADDRESS}"
WAITED = r"(  waited \d+(\.\d+)? (µs|ms|s))?"


def run(code, *options, **environment):
    return subprocess.run([CAUSETTE, *options, "-c", code], capture_output=True, text=True, timeout=SECONDS, check=False,
                          env={**os.environ, **environment})


class Trace(unittest.TestCase):
    def lines(self, code):
        return run(code, "--trace").stderr.rstrip("\n").split("\n")

    def test_each_call_once_in_the_order_in_which_they_end(self):
        done = run(PROGRAM, "--trace")
        self.assertEqual(done.returncode, 0)
        ended = [line for line in done.stderr.rstrip("\n").split("\n") if not line.endswith(" waits")]
        wanted = (r"socket\(AF_INET, SOCK_STREAM\) = fd 3", r"setsockopt\(fd 3, SOL_SOCKET, SO_REUSEADDR, 1\) = 0",
                  rf"bind\(fd 3 {ADDRESS}, 127\.0\.0\.1:0\) = 0  BOUND", rf"listen\(fd 3 {ADDRESS}, 128\) = 0  LISTEN",
                  r"socket\(AF_INET, SOCK_STREAM\) = fd 4", r"settimeout\(fd 4, 5 s\) = 0",
                  rf"connect\(fd 4 {PAIR}, {ADDRESS}\) = 0  ESTABLISHED(, \d+ to read)?{WAITED}",
                  rf"\[\d+\] accept\(fd 3 {ADDRESS}\) = fd \d+  LISTEN{WAITED}", rf"send\(fd 4 {PAIR}, b'Bonjour'\) = 7{WAITED}",
                  rf"\[\d+\] recv\(fd \d {PAIR}, 100\) = 7 b'Bonjour'(  ESTABLISHED)?{WAITED}",
                  rf"\[\d+\] sendall\(fd \d {PAIR}, b'\\x1b\[31mred\\x00\\x9b\\xff'\) = 11{WAITED}",
                  rf"\[\d+\] close\(fd \d {PAIR}\) = 0",
                  rf"recv\(fd 4 {PAIR}, 100\) = 11 b'\\x1b\[31mred\\x00\\x9b\\xff'(  \S+)?(, 1 to send)?{WAITED}",
                  rf"recv\(fd 4 {PAIR}, 100\) = 0 b''(  CLOSE-WAIT)?{WAITED}",
                  rf"close\(fd 3 {ADDRESS}\) nothing names it any more", rf"close\(fd 4 {PAIR}\) nothing names it any more")
        for pattern in wanted:
            self.assertEqual(len([line for line in ended if re.fullmatch(pattern, line)]),
                             1, f"{pattern}\n" + "\n".join(ended))
        self.assertEqual(len(ended), len(wanted), "\n".join(ended))

    def test_a_call_that_waits_says_so_before(self):
        lines = self.lines("import socket\na, b = socket.socketpair()\na.settimeout(0.02)\ntry: a.recv(5)\nexcept TimeoutError: pass")
        self.assertEqual(lines[-4], "recv(fd 3, 5) waits")
        self.assertRegex(lines[-3], r"^recv\(fd 3, 5\) = -1 timed out  waited \d+ ms$")

    def test_errors(self):
        text = "import socket\ns = socket.socket()\nfor call in (lambda: s.recv(1), lambda: s.connect(('127.0.0.1', 1)), lambda: s.send('x'), lambda: s.listen('x')):\n" \
               "    try: call()\n    except (OSError, TypeError): pass\ns.close()\n"
        shown = "\n".join(self.lines(text))
        self.assertIn("recv(fd 3, 1) = -1 ENOTCONN (Transport endpoint is not connected)", shown)
        self.assertRegex(shown, r"connect\(fd 3 \S+, 127\.0\.0\.1:1\) = -1 ECONNREFUSED \(Connection refused\)  (BOUND|CLOSED)(  waited|\n)")
        self.assertRegex(shown, r"send\(fd 3[^,]*\) = -1 TypeError")
        self.assertRegex(shown, r"listen\(fd 3.*\) = -1 TypeError")

    def test_the_program_prints_what_it_does_without(self):
        traced, plain = run(PROGRAM, "--trace"), run(PROGRAM)
        self.assertEqual(traced.stdout, plain.stdout)
        self.assertEqual(plain.stderr, "")
        self.assertEqual(traced.stdout.split("\n")[0], "7")

    def test_lines_stand_where_they_happen(self):
        code = ("import socket, sys\nprint('before', file=sys.stderr)\ns = socket.socket()\nprint('between', file=sys.stderr)\ns.close()\n"
                "print('after', file=sys.stderr)")
        self.assertEqual(self.lines(code), ["before", "socket(AF_INET, SOCK_STREAM) = fd 3", "between", "close(fd 3) = 0", "after"])

    def test_the_locale_changes_nothing(self):
        code = "import socket\ns = socket.socket()\ntry: s.recv(1)\nexcept OSError: pass\n"
        self.assertEqual(run(code, "--trace", LC_ALL="", LANGUAGE="", LANG="fr_FR.UTF-8").stderr, run(code, "--trace", LC_ALL="C").stderr)

    def test_standard_error_is_gone(self):
        done = subprocess.run([CAUSETTE, "--trace", "-c", PROGRAM], stdout=subprocess.PIPE, stderr=os.open("/dev/full", os.O_WRONLY),
                              text=True, timeout=SECONDS, check=False)
        self.assertEqual(done.stdout.split("\n")[0], "7")

    def test_what_it_costs(self):
        code = ("import socket\na, b = socket.socketpair()\nfor i in range(20000):\n    a.send(b'x')\n    b.recv(1)\n")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = run(code, "--trace")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.assertLess(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 4)  # 100 µs a line; it takes about 3
        self.assertEqual(done.stderr.count("\n"), 40002)


if __name__ == "__main__":
    main()
