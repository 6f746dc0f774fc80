#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""README and the tutorials, typed in terminals: every answer, every note and every command's answer is as the page shows it.

`causette check` plays the answers too; what only a person at a terminal sees is seen here: the notes, the lines of calls
that wait, and the commands with a colon. Numbers that differ from day to day are compared as numbers.
"""

import contextlib
import dataclasses
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from _terminal import CAUSETTE, Terminal, main, process_state, wait_until
from two_terminals import own_network

ROOT = pathlib.Path(__file__).resolve().parents[2]
INDENT = "    "
PROMPT = re.compile(r"((?:\(\w+\) )?>>> )(.*)")
NAMING = re.compile(r'sys\.ps1 = "(.*)"')
COLUMNS = 100
IN_NO_LANGUAGE = {"LC_ALL": None, "LANGUAGE": None, "LC_MESSAGES": None}


@dataclasses.dataclass
class Turn:
    prompt: str
    typed: list
    shown: list
    notes: list = dataclasses.field(default_factory=list)  # a text for each block of notes behind it


@dataclasses.dataclass
class Command:
    """A colon command for the terminal of the last turn, or a command for the system; with its answer."""
    typed: str
    shown: list


def blocks(text):
    """The indented blocks of a page, each a list of lines without the indentation."""
    block = []
    for line in text.split("\n") + ["the end"]:
        if line.startswith(INDENT):
            block.append(line[len(INDENT):])
        elif block:
            yield block
            block = []


def turns_of(block):
    turns = []
    for line in block:
        match = PROMPT.fullmatch(line)
        if match:
            turns.append(Turn(match[1], [match[2]], []))
        elif line.startswith("...") and not turns[-1].shown:
            turns[-1].typed.append(line[4:])
        else:
            turns[-1].shown.append(line)
    return turns


def steps_of(text):
    """What is to be done in the order of the page."""
    steps = []
    for block in blocks(text):
        if PROMPT.fullmatch(block[0]):
            steps += turns_of(block)
        elif block[0].startswith("# "):
            steps[-1].notes.append(as_note(block))
        elif block[0].startswith(":"):
            steps.append(Command(block[0], block[1:]))
        elif block[0].startswith("causette "):
            steps.append(Command(block[0], []))
        elif isinstance(steps[-1], Command) and not steps[-1].shown:
            steps[-1].shown = block
    return steps


def as_note(lines):
    """A note as one text, whatever its width, without how long it has waited."""
    text = " ".join(line[2:] for line in lines)
    return re.sub(r"\((for|depuis) N s ?; ", "(", as_today(text))


def as_today(text):
    """Without the numbers of the day: processes, ports, times."""
    text = re.sub(r"<port>|\d+(?!\w*')", "N", text)
    text = re.sub(r"N(\.N)? (µs|ms)", "N s", text.replace("N.N s", "N s"))
    return " ".join(re.sub(r"ESTABLISHED +waited N s", "N s", text).split())


def has_arrived():
    """Whether the kernel has delivered all bytes: a second small send may wait for an answer to the first, which no person notices."""
    rows = [line.split() for line in pathlib.Path("/proc/self/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    established = "01"
    return all(row[4].startswith("00000000:") for row in rows if row[3] == established)


class Party:
    def __init__(self, folder, language):
        environment = {"HOME": folder, "XDG_STATE_HOME": None, "XDG_RUNTIME_DIR": folder, **IN_NO_LANGUAGE, "LANG": language}
        here = os.getcwd()
        os.chdir(folder)
        self.terminal = Terminal(columns=COLUMNS, environment=environment)
        os.chdir(here)
        self.prompt = ">>> "
        self.waits = False

    def is_asleep(self):
        return process_state(self.terminal.pid) == "S"

    def last_line(self):
        return self.terminal.screen.seen(1)[0]

    def has_prompt(self):
        terminal = self.terminal
        return (self.last_line() == self.prompt.rstrip() and terminal.screen.column == len(self.prompt)
                and terminal.is_editing())

    def says_wait(self):
        return self.last_line().startswith("# ") and "(" in self.last_line() and "Ctrl-C" in self.last_line()

    def come_back(self):
        self.terminal.wait(self.has_prompt, f"the prompt {self.prompt!r}")
        self.waits = False

    def type(self, lines):
        """Gives the row where the answer begins."""
        screen = self.terminal.screen
        for number, line in enumerate(lines):
            prompt = "... " if number else self.prompt
            self.terminal.see_line(prompt)
            row = screen.row
            self.terminal.type(line)
            self.terminal.wait(lambda row=row: screen.row > row, "the end of the line")
        return row + 1

    def answer(self, start):
        """What is shown until the prompt is back or the call says that it waits: (lines, notes)."""
        self.terminal.wait(lambda: self.has_prompt() or self.says_wait(), "a prompt, or a line of a call that waits")
        self.waits = self.says_wait()
        screen = self.terminal.screen
        lines = screen.seen()[start:None if self.waits else screen.row]
        notes = []
        while lines and lines[-1].startswith("# "):
            notes.insert(0, lines.pop())
        if self.waits:  # the line stands below the one where the answer will begin
            self.terminal.wait(lambda: lines == [""], "the line of a call that waits")
            lines = []
        return lines, as_note(notes)


class Lesson(contextlib.ExitStack):
    """A page being played."""

    def __init__(self, case, language):
        super().__init__()
        self.case = case
        self.language = language
        self.folder = self.enter_context(tempfile.TemporaryDirectory())
        self.parties = {}
        self.last = None
        self.told = []
        self.everyone = []

    def party(self, prompt):
        """Who has this prompt. A bare one is a terminal that has no name yet; README leaves the naming to its reader."""
        if prompt not in self.parties:
            party = self.parties[prompt] = Party(self.folder, self.language)
            self.callback(party.terminal.close)
            self.everyone.append(party)
            if prompt != ">>> ":
                party.type(["import sys"])
                party.type([f'sys.ps1 = "{prompt}"'])
                party.prompt = prompt
        self.last = self.parties[prompt]
        return self.last

    def turn(self, turn):
        party = self.party(turn.prompt)
        party.come_back()
        wait_until(lambda: all(map(Party.is_asleep, self.everyone)) and has_arrived(), "all at rest")
        naming = NAMING.fullmatch(turn.typed[0])
        start = party.type(turn.typed)
        if naming:
            del self.parties[turn.prompt]
            party.prompt = naming[1]
            self.parties[party.prompt] = party
        lines, note = party.answer(start)
        notes = [note] if note else []
        if turn.shown and turn.shown[0].startswith("^C"):
            said = turn.notes[0]  # which may take another second: who else waits is looked up again then
            party.terminal.wait(lambda: as_note([party.last_line()]) == said, said)
            party.terminal.interrupt()
            party.terminal.wait(party.has_prompt, "the prompt after Ctrl-C")
            lines, note = party.answer(start)
            notes = [said, note]
        if not turn.notes:  # the page need not say twice what the other terminal has been told, nor each wait
            notes = [note for note in notes if note not in self.told and not party.waits]
        self.told += notes
        self.case.assertEqual([as_today(line) for line in lines], [as_today(line) for line in turn.shown], turn.typed)
        self.case.assertEqual(notes, turn.notes, turn.typed)

    def command(self, command):
        if command.typed.startswith(":"):
            lines, note = self.last.answer(self.last.type([command.typed]))
            shown = " ".join(lines) + ("# " + note if note else "")
        else:
            environment = {name: value for name, value in os.environ.items() if name not in IN_NO_LANGUAGE}
            shown = subprocess.run([CAUSETTE, *command.typed.split()[1:]], cwd=self.folder, capture_output=True, encoding="utf-8",
                                   env={**environment, "LANG": self.language}, check=True).stdout
        self.case.assertEqual(as_today(shown), as_today(" ".join(command.shown)), command.typed)


class Pages(unittest.TestCase):
    maxDiff = None

    def play(self, name, language):
        if not own_network():
            self.skipTest("the kernel gives no network of our own")
        with Lesson(self, language) as lesson:
            for step in steps_of((ROOT / name).read_text(encoding="utf-8")):
                (lesson.turn if isinstance(step, Turn) else lesson.command)(step)

    def test_readme(self):
        self.play("README.md", "en_GB.UTF-8")

    def test_english(self):
        self.play("doc/tutorial.md", "en_GB.UTF-8")

    def test_french(self):
        self.play("doc/tutoriel.fr.md", "fr_FR.UTF-8")


if __name__ == "__main__":
    main()
