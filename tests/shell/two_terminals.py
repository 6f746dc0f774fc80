#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two shells in two terminals play a document, typed line by line: each shows what the document says.

A turn is a prompt and what is typed at it; what follows, up to the next prompt or a blank line, is shown.
A bare `>>> ` is a terminal without a name until it sets sys.ps1. A prompt that does not come back at once is
a call that waits: it must be back before the next turn in the same terminal.
"""

import contextlib
import ctypes
import dataclasses
import fcntl
import os
import pathlib
import re
import socket
import struct
import sys
import tempfile
import unittest

from _terminal import CAUSETTE, Terminal, main

HERE = pathlib.Path(__file__).resolve().parent
TUTORIAL = HERE.parents[2] / "shared" / "seed" / "exemple.rst"
PROMPT = re.compile(r"( *)((?:\(\w+\) )?>>>)(?: (.*))?$")
WAITING_CALL = re.compile(r"\b(accept|recv)\(")


@dataclasses.dataclass
class Turn:
    role: str  # "" while it has no name
    typed: list  # the lines; empty: only the prompt is there
    shown: list  # what comes before the next prompt


def read_turns(text):
    """The turns of a document, in order."""
    turns, turn, indent, block_begins = [], None, 0, False
    for line in text.split("\n"):
        match = PROMPT.match(line)
        if match:
            indent = len(match[1])
            role = match[2][1:-5] if match[2].startswith("(") else ""
            turn = Turn(role, [match[3]] if match[3] else [], [])
            turns.append(turn)
        elif turn and line[indent:].startswith("...") and line[:indent].isspace():
            turn.typed.append(line[indent + 4:])
        elif turn and line.strip() and line[:indent].isspace():
            turn.shown.append(line[indent:])
        elif turn and not line.strip():
            turn = None
        elif block_begins and line.startswith("    "):  # what a call that waited shows, before its prompt
            turns.append(Turn("", [], [line[4:]]))
        block_begins = line.rstrip().endswith("::") or (block_begins and not line.strip())
    return turns


class Role:
    """One terminal: its prompt, and whether a call waits in it."""

    def __init__(self, binary, folder):
        self.terminal = Terminal(command=[binary], columns=500, environment={"HOME": folder, "XDG_STATE_HOME": None})
        self.prompt = ">>> "
        self.start = 0  # the row of the screen where what the last turn shows begins
        self.waits = False

    def settle(self):
        """The prompt is back; gives what was shown before it."""
        terminal = self.terminal
        terminal.see_line(self.prompt)
        self.waits = False
        shown = terminal.screen.seen()[self.start:terminal.screen.row]
        return [line for line in shown if not line.startswith("# ")]  # explanations, which documents do not hold

    def type(self, lines):
        terminal = self.terminal
        for number, line in enumerate(lines):
            prompt = "... " if number else self.prompt
            terminal.see_line(prompt)
            row = terminal.screen.row
            terminal.send(line)
            terminal.see_line(prompt + line)
            terminal.send("\r")
            terminal.wait(lambda: terminal.screen.row > row, "the end of the line")
            self.start = row + 1

    def sees_wait(self):
        """The call waits: the process sleeps, and shows no prompt."""
        self.terminal.see_blocked()
        self.terminal.read(0)
        if self.terminal.screen.line().startswith(self.prompt):
            self.terminal.fail("the prompt is back, and the call should wait")
        self.waits = True
        return []


class Play:
    """A document played with one binary."""

    def __init__(self, turns, binary, stack):
        self.turns = turns
        self.binary = binary
        self.stack = stack
        self.roles = {}
        self.nameless = None

    def role_of(self, name):
        if name:
            return self.roles[name]
        if not self.nameless:
            home = self.stack.enter_context(tempfile.TemporaryDirectory())
            self.nameless = Role(self.binary, home)
            self.stack.callback(self.nameless.terminal.close)
        return self.nameless

    def play(self):
        waited = []
        for index, turn in enumerate(self.turns):
            if not turn.typed and not turn.role:  # what a call that waited shows at last
                role = next(r for r in self.roles.values() if r.waits)
                self.compare(turn, role.settle())
                role.start = role.terminal.screen.row
                continue
            role = self.role_of(turn.role)
            if role.waits:
                self.compare(Turn(turn.role, ["what waited"], []), role.settle())
            if not turn.typed:
                role.settle()
                continue
            role.type(turn.typed)
            self.name(turn, role)
            if self.should_wait(index):
                role.sees_wait()
                waited.append(turn.typed[0])
            else:
                self.compare(turn, role.settle())
        for role in self.roles.values():
            role.settle()
        return waited

    def name(self, turn, role):
        """A terminal that sets its prompt has a name from then on."""
        match = re.match(r'sys\.ps1 = "(\((\w+)\) >>> )"', turn.typed[0])
        if match:
            role.prompt = match[1]
            self.roles[match[2]] = role
            self.nameless = None

    def should_wait(self, index):
        """A call that the document shows nothing of, before another role acts."""
        turn = self.turns[index]
        following = self.turns[index + 1] if index + 1 < len(self.turns) else None
        return (bool(WAITING_CALL.search(turn.typed[0])) and not turn.shown and following is not None
                and following.role != turn.role)

    @staticmethod
    def compare(turn, shown):
        if shown != turn.shown:
            raise AssertionError(f"({turn.role}) {turn.typed}:\nthe document says {turn.shown}\nshown were        {shown}")


def own_network():
    """A network of our own, where port 3000 is free, if the kernel lets us: True."""
    new_user, new_network = 0x10000000, 0x40000000
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(new_network) and libc.unshare(new_user | new_network):
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        up_and_running = 0x41
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", up_and_running))  # SIOCSIFFLAGS
    return True


class TwoTerminals(unittest.TestCase):
    def play(self, document, *wanted_waits, before=""):
        text = before + document.read_text(encoding="utf-8")
        for name in "CAUSETTE", "CAUSETTE_STATIC":
            binary = os.environ.get(name)
            if not binary:
                continue
            with self.subTest(binary=binary), contextlib.ExitStack() as stack:
                self.check_port()
                play = Play(read_turns(text), binary, stack)
                self.assertEqual(play.play(), list(wanted_waits))
                self.leave(play)

    def leave(self, play):
        """Ctrl-D in each; who connected first, so that the port is free at once."""
        for role in reversed(play.roles.values()):
            role.terminal.send("\x04")
            self.assertEqual(role.terminal.end(), 0, role.terminal.screen.text())

    def check_port(self):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", 3000))
            except OSError as error:
                self.fail(f"port 3000, which the documents use, is not free: {error.strerror}")

    def test_dialogue(self):
        self.play(HERE / "dialogue.rst", "customer, where = counter.accept()", "line.recv(100)")

    def test_readme(self):
        """Its terminals are named in a sentence."""
        names = "".join(f'    >>> import sys\n    >>> sys.ps1 = "({name}) >>> "\n\n' for name in ("server", "client"))
        self.play(HERE.parents[1] / "README.md", "con, addr = s.accept()", before=names)

    def test_tutorial(self):
        if not TUTORIAL.exists():
            print("exemple.rst is not here: only our own dialogue was played")
            return
        self.play(TUTORIAL, "con, addr = s_serveur.accept()")


if __name__ == "__main__":
    own_network()
    main()
