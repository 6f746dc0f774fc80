# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that are typed, and their output in pipes: as subprocess.run with an input, but that is a terminal's."""

import os
import subprocess
import termios
import threading

END = b"\x04"
SILENT = termios.ECHO | termios.ISIG | termios.IEXTEN
EDITING = (termios.VERASE, termios.VKILL, termios.VEOL, termios.VEOL2, termios.VWERASE, termios.VREPRINT, termios.VLNEXT)


def open_terminal():
    """Both ends of one that gives the lines as they are written, up to END."""
    master, slave = os.openpty()
    settings = termios.tcgetattr(slave)
    settings[0] = 0
    settings[3] = (settings[3] | termios.ICANON) & ~SILENT
    for key in EDITING:
        settings[6][key] = b"\0"
    termios.tcsetattr(slave, termios.TCSANOW, settings)
    return master, slave


def write_all(master, data):
    while data:
        data = data[os.write(master, data[:1000]):]


def run_typed(arguments, *, input, **options):
    master, slave = open_terminal()
    data = (input.encode() if isinstance(input, str) else input) + END + END
    writer = threading.Thread(target=write_all, args=(master, data), daemon=True)
    writer.start()
    try:
        return subprocess.run(arguments, stdin=slave, **options)
    finally:
        termios.tcflush(slave, termios.TCIFLUSH)
        writer.join(5)
        os.close(slave)
        os.close(master)
