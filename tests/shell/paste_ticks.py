#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A paste that arrives byte by byte keeps no task waiting: a thread that counts every 10 ms goes on.

The test sends the next byte of the paste only after the thread has ticked once more. A shell that waits for the
rest of an escape sequence, of a character or of the paste itself stands still then, and so does the test.
"""

import os
import select
import unittest

from _terminal import SECONDS, Terminal, main

TICKER = r"""
import threading, time, os

def tick():
    while True:
        time.sleep(0.01)
        os.write(tick_fd, b".")

threading.Thread(target=tick, daemon=True).start()
"""


class PasteTicks(unittest.TestCase):
    def paste_slowly(self, shell, fd, data, ticks=1):
        """One byte for each tick, or for some."""
        for byte in data:
            while select.select([fd], [], [], 0)[0]:
                os.read(fd, 4096)
            shell.send(bytes([byte]))
            for _ in range(ticks):
                if not select.select([fd], [], [], SECONDS)[0]:
                    shell.fail(f"no tick behind byte {byte:#x} of {data!r}")
                os.read(fd, 1)
            shell.read(0)

    def test_all_ways(self):
        ours, theirs = os.pipe()
        os.set_inheritable(theirs, True)
        with Terminal() as shell:
            os.close(theirs)
            shell.run(f"tick_fd = {theirs}")
            shell.send("\x1b[200~" + TICKER + "\x1b[201~")
            shell.see("daemon=True).start()")
            shell.see_line()
            with self.subTest("bracketed, several lines"):
                self.paste_slowly(shell, ours, "\x1b[200~def é():\n    return 'ça — 𝄞'\n\nprint(é())\n\x1b[201~".encode())
                shell.see_screen(">>> print(é())", "ça — 𝄞", ">>> ")
            with self.subTest("so slowly that the editor gives up on the mark of the paste"):
                self.paste_slowly(shell, ours, b"\x1b[200~", ticks=8)
                self.paste_slowly(shell, ours, b">>> 5\n5\n>>> 6\n\x1b[201~")
                shell.see_screen(">>> 5", "5", ">>> 6", "6", ">>> ")
            with self.subTest("not bracketed, with keys in between"):
                self.paste_slowly(shell, ours, "x = 'né'\x1b[D\x1b[D\x1bOD\x1b[Ca\x1b[F + '!'\rx\r".encode())
                shell.see_screen(">>> x = 'naé' + '!'", ">>> x", "'naé!'", ">>> ")
            with self.subTest("an Escape and half a character that nothing follows"):
                self.paste_slowly(shell, ours, b"ab\x1b")
                self.paste_slowly(shell, ours, b"\xc3")
                self.paste_slowly(shell, ours, b"\x03")
                shell.see("KeyboardInterrupt")
                shell.see_line()
            self.assertEqual(shell.run("'it is ' + x"), "'it is naé!'")
        os.close(ours)


if __name__ == "__main__":
    main()
