#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who prints to a pipe that nobody reads waits alone: other tasks go on."""

import os
import signal
import socket
import subprocess
import unittest

from _terminal import CAUSETTE, SECONDS, main, process_state, wait_until

SERVER = r"""
import socket, sys, threading
s = socket.create_server(("127.0.0.1", 0))
def serve():
    while True:
        con, addr = s.accept()
        con.sendall(b"here")
        con.close()
threading.Thread(target=serve, daemon=True).start()
sys.stderr.write(f"{s.getsockname()[1]}\n")
line = "one of a hundred thousand\n"
"""
PRINTING = {
    "print": "for i in range(100000): print('one of a hundred', 'thousand')",
    "one print": "print(line * 100000, end='')",
    "print, flushed": "for i in range(100000): print('one of a hundred', 'thousand', flush=True)",
    "write": "for i in range(100000): sys.stdout.write(line)",
    "writelines": "sys.stdout.writelines([line] * 100000)",
    "flush": "sys.stdout.write(line * 100000); sys.stdout.flush()",
    "bytes": "sys.stdout.buffer.write(line.encode() * 100000); sys.stdout.buffer.flush()",
    "two threads": "t = threading.Thread(target=lambda: [print(line, end='') for i in range(50000)]); t.start()\n"
                   "for i in range(50000): print(line, end='')\n"
                   "t.join()",
}


class OutputPipe(unittest.TestCase):
    def start(self, code):
        """The program once the pipe is full, and its port."""
        program = subprocess.Popen([CAUSETTE, "-c", SERVER + code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(program.stderr.close)
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.wait)
        self.addCleanup(program.kill)
        port = int(program.stderr.readline())
        wait_until(lambda: process_state(program.pid) == "S", "a pipe that is full")
        return program, port

    def check_answers(self, port):
        with socket.create_connection(("127.0.0.1", port), SECONDS) as client:
            self.assertEqual(client.recv(10), b"here")

    def test_others_go_on(self):
        for name, code in PRINTING.items():
            with self.subTest(name):
                program, port = self.start(code)
                self.check_answers(port)
                self.check_answers(port)
                out, err = program.communicate(timeout=SECONDS)
                self.assertTrue(out == "one of a hundred thousand\n" * 100000, f"{len(out)} characters")
                self.assertEqual((err, program.returncode), ("", 0))

    def test_the_reader_goes(self):
        program, port = self.start("print('x' * 1000000)")
        self.check_answers(port)
        program.stdout.close()
        self.assertIn("BrokenPipeError: [Errno 32] Broken pipe", program.stderr.read())
        self.assertNotEqual(program.wait(SECONDS), 0)

    def test_interrupt(self):
        program, port = self.start("try:\n    print('x' * 1000000)\nexcept KeyboardInterrupt:\n    __import__('os')._exit(3)")
        self.check_answers(port)
        os.kill(program.pid, signal.SIGINT)
        self.assertEqual(program.wait(SECONDS), 3)


if __name__ == "__main__":
    main()
