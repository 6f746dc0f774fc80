# SPDX-License-Identifier: GPL-3.0-or-later
"""A program in a pseudo-terminal, and what a person sees of it.

The screen is worked out from the bytes as a terminal does it, so tests compare what is seen and not how it
was drawn. Waiting is always for something to be seen, with a time limit; nothing sleeps.
"""

import atexit
import fcntl
import os
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
import unicodedata
import unittest

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from patience import SECONDS, is_sanitized, starved_seconds, without_leak_check, work_seconds


def named_causette(path):
    """The binary under the name that people know it by, which is also the name of its process."""
    if not path or os.path.basename(path) == "causette":
        return path
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    os.symlink(os.path.abspath(path), f"{folder.name}/causette")
    return f"{folder.name}/causette"


CAUSETTE = named_causette(os.environ.get("CAUSETTE", ""))
FILLER = "\0"  # the second cell of a wide character


def width(text):
    """Cells on the screen."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Screen:
    """Lines of text and a cursor. All lines ever shown are kept: nothing scrolls away. Combining characters are left out."""

    SEQUENCE = re.compile(r"\x1b\[([?0-9;]*)([@-~])|\x1b[=>()][0-9A-B]?|\x1b([78DM])")

    def __init__(self, columns):
        self.columns = columns
        self.lines = [""]
        self.row = self.column = 0
        self.bells = 0
        self.modes = {}  # private modes set and reset: {"2004": True}
        self.rest = ""
        self.kept = 0, 0

    def feed(self, text):
        text = self.rest + text
        at = 0
        while at < len(text):
            if text[at] == "\x1b":
                match = self.SEQUENCE.match(text, at)
                if not match:
                    if len(text) - at > 20:
                        raise AssertionError(f"unknown escape sequence {text[at:at + 20]!r}")
                    break
                if match[2]:
                    self.control(match[1], match[2])
                elif match[3]:
                    self.move(match[3])
                at = match.end()
            else:
                self.put(text[at])
                at += 1
        self.rest = text[at:]

    def line(self):
        while self.row >= len(self.lines):
            self.lines.append("")
        return self.lines[self.row]

    def put(self, character):
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self.row += 1
            self.line()
        elif character == "\b":
            self.column = max(0, min(self.column, self.columns - 1) - 1)
        elif character == "\a":
            self.bells += 1
        elif character == "\t":
            self.column = min(self.column // 8 * 8 + 8, self.columns - 1)
        elif character >= " " and width(character):
            cells = character.ljust(width(character), FILLER)
            if self.column + len(cells) > self.columns:  # only now the line is wrapped
                self.row, self.column = self.row + 1, 0
            line = self.line().ljust(self.column)
            self.lines[self.row] = line[:self.column] + cells + line[self.column + len(cells):]
            self.column += len(cells)

    def move(self, how):
        """What ESC and this character do: keep the cursor's place, go back to it, one line down, one up."""
        if how == "7":
            self.kept = self.row, self.column
        elif how == "8":
            self.row, self.column = self.kept
        else:
            self.row = max(0, self.row + (1 if how == "D" else -1))
            self.line()

    def control(self, arguments, final):
        line, column = self.line(), min(self.column, self.columns - 1)
        number = int(arguments) if arguments.isdigit() else 0
        if final in "hl" and arguments.startswith("?"):
            self.modes[arguments[1:]] = final == "h"
        elif final == "K":
            self.lines[self.row] = line[:self.column] if number == 0 else ""
        elif final == "J":
            if number == 0:
                self.lines[self.row] = line[:self.column]
                del self.lines[self.row + 1:]
            else:
                self.lines, self.row = [""], 0
        elif final == "H":
            self.row = self.column = 0
        elif final in "AB":
            self.row = max(0, self.row + (max(1, number) if final == "B" else -max(1, number)))
        elif final == "C":
            self.column = min(column + max(1, number), self.columns - 1)
        elif final == "D":
            self.column = max(0, column - max(1, number))
        elif final == "G":
            self.column = max(1, number) - 1
        elif final == "P":
            self.lines[self.row] = line[:column] + line[column + max(1, number):]
        elif final == "@":
            self.lines[self.row] = line[:column] + " " * max(1, number) + line[column:]
        elif final not in "mhl":
            raise AssertionError(f"unknown control sequence {arguments}{final}")

    def seen(self, count=None):
        """The last lines as a person reads them."""
        return [line.replace(FILLER, "").rstrip() for line in self.lines[-count if count else 0:]]

    def text(self):
        return "\n".join(self.seen()).rstrip("\n")


class Terminal:
    """`with Terminal() as shell:` causette in a terminal of its own."""

    def __init__(self, *arguments, command=None, columns=100, rows=30, environment=None):
        self.screen = Screen(columns)
        self.raw = b""
        self.status = None
        self.utf8 = b""
        wanted = {**os.environ, "TERM": "xterm", "INPUTRC": os.devnull, **(environment or {})}
        wanted = {name: value for name, value in wanted.items() if value is not None}
        self.fd, self.theirs = os.openpty()  # theirs stays open: the modes can still be asked for after the end
        set_size(self.fd, rows, columns)
        self.usual_modes = self.modes()
        self.pid = os.fork()
        if self.pid == 0:
            run_in_terminal(self.theirs, command or [CAUSETTE, *arguments], wanted)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        self.hang_up()
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self.status = os.waitpid(self.pid, 0)[1]

    def hang_up(self):
        """The terminal goes away."""
        for fd in self.fd, self.theirs:
            if fd >= 0:
                os.close(fd)
        self.fd = self.theirs = -1

    def resize(self, rows, columns):
        self.screen.columns = columns
        set_size(self.fd, rows, columns)

    def modes(self):
        """The terminal's modes, as tcgetattr gives them."""
        return termios.tcgetattr(self.theirs)

    def is_editing(self):
        """The editor has the terminal: it gets each key at once, and echoes it itself."""
        return not self.modes()[3] & termios.ICANON

    # what is typed

    def send(self, data):
        data = data.encode() if isinstance(data, str) else data
        while data:
            readable, writable, _ = select.select([self.fd], [self.fd], [], SECONDS)
            if readable:
                self.read(0)
            if writable:
                data = data[os.write(self.fd, data[:512]):]
            if not readable and not writable:
                self.fail("the terminal takes no more input")

    def type(self, line):
        self.send(line + "\r")

    def interrupt(self):
        self.send("\x03")

    # what is seen

    def read(self, seconds):
        """Takes what is shown within so many seconds; False at the end."""
        if not select.select([self.fd], [], [], max(0, seconds))[0]:
            return not self.has_ended()
        data = os.read(self.fd, 1 << 16)
        self.raw += data
        whole = self.utf8 + data
        for cut in range(len(whole), max(-1, len(whole) - 4), -1):
            try:
                text = whole[:cut].decode()
            except UnicodeDecodeError:
                continue
            break
        else:
            text, cut = whole.decode("utf-8", "replace"), len(whole)
        self.utf8 = whole[cut:]
        self.screen.feed(text)
        return True

    def read_for(self, seconds):
        """Takes what is shown until so many seconds have passed, for what must not be shown; False when it has ended."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if not self.read(left):
                return False
        return True

    def wait(self, is_seen, what):
        """Until is_seen() holds."""
        deadline = time.monotonic() + SECONDS
        while not is_seen():
            left = deadline - time.monotonic()
            if left <= 0:
                self.fail(f"not seen in {SECONDS} s: {what}")
            if not self.read(min(left, 0.5)) and not is_seen():
                self.fail(f"ended before this was seen: {what}")

    def see(self, text):
        """Waits until text is somewhere on the screen."""
        self.wait(lambda: text in self.screen.text(), text)

    def see_raw(self, data, start=0):
        """Waits for bytes behind the first `start` ones; gives the place after them."""
        self.wait(lambda: data in self.raw[start:], data)
        return self.raw.index(data, start) + len(data)

    def see_line(self, line=">>> "):
        """Waits until the line with the cursor is this, the cursor behind it, and keys are taken."""
        def is_seen():
            screen = self.screen
            return (screen.seen(1) == [line.rstrip()] and screen.column == width(line)
                    and screen.row == len(screen.lines) - 1 and self.is_editing())
        self.wait(is_seen, f"line {line!r}")

    def see_screen(self, *lines):
        """Waits until these are the last lines on the screen, the last one with the cursor behind it."""
        wanted = [line.rstrip() for line in lines]
        self.wait(lambda: self.screen.seen(len(lines)) == wanted
                  and self.screen.row == len(self.screen.lines) - 1 and self.screen.column == width(lines[-1]),
                  "\n" + "\n".join(lines))

    def see_blocked(self):
        """Waits until what was typed is in a call that waits."""
        wait_until(lambda: not self.is_editing() and process_state(self.pid) == "S", "a call that waits")

    def run(self, line, prompt=">>> "):
        """Types a line at the prompt and waits for the next one; gives what was shown in between."""
        self.see_line(prompt)
        before = self.screen.row
        self.type(line)
        self.wait(lambda: self.screen.row > before, "the end of the line")
        self.see_line(prompt)
        return "\n".join(shown.rstrip() for shown in self.screen.lines[before + 1:self.screen.row])

    # how it ends

    def has_ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
        return self.status is not None

    def end(self):
        """Waits for the program's end; its status as subprocess has it."""
        deadline = time.monotonic() + SECONDS
        while not self.has_ended():
            self.read(0.02)
            if time.monotonic() > deadline:
                self.fail(f"does not end in {SECONDS} s")
        while select.select([self.fd], [], [], 0)[0]:
            self.read(0)
        return os.waitstatus_to_exitcode(self.status)

    def fail(self, why):
        raise AssertionError(f"{why}\n---- the screen\n{self.screen.text()}\n---- the last bytes\n{self.raw[-400:]!r}")


def run_in_terminal(fd, words, environment):
    """In the child: a session of its own with this controlling terminal."""
    try:
        os.setsid()
        fcntl.ioctl(fd, termios.TIOCSCTTY, 0)
        for number in range(3):
            os.dup2(fd, number)
        for number in signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM:  # may be ignored where the tests run
            signal.signal(number, signal.SIG_DFL)
        os.execvpe(words[0], words, environment)
    finally:
        os._exit(127)


def set_size(fd, rows, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def python3():
    """The words that start the oracle's prompt, or None where there is no such python."""
    return [sys.executable, "-q"] if sys.version_info[:2] == (3, 11) else None


def converse(lines, command=None, **options):
    """Types lines, each at the next prompt; gives what is on the screen from the first prompt to the last, but the shell's notes."""
    with Terminal(command=command, **options) as shell:
        def at_prompt():
            return shell.screen.seen(1)[0] in (">>>", "...") and shell.screen.column == 4 and shell.is_editing()

        shell.wait(at_prompt, "a prompt")
        start = shell.screen.row
        for line in lines:
            row = shell.screen.row
            shell.type(line)
            shell.wait(lambda: shell.screen.row > row and at_prompt(), f"a prompt behind {line!r}")
        return [line for line in shell.screen.seen()[start:] if not line.startswith("# ")]


def process_state(pid):
    """R, S, T, ... as /proc tells; waits for nothing."""
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
        return file.read().rpartition(")")[2].split()[0]


def wait_until(holds, what):
    """For what cannot be seen on a screen."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"not in {SECONDS} s: {what}")
        time.sleep(0.01)


def main():
    unittest.main(module="__main__", verbosity=0)
