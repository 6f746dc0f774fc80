# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays a table of what is typed and the notes that must stand below it, to the letter, in English and in French.

    >>> code         typed at the prompt (`... ` continues it, `... ` alone ends a block)
    # en: text       a line of the note below; none: nothing may be said
    # fr: text       the same in French
"""

import pathlib
import tempfile
import unittest

from _terminal import Terminal

LANGUAGES = {"en": "en_GB.UTF-8", "fr": "fr_FR.UTF-8"}
COLUMNS = 300  # a note is one line, however long


def environment(language, folder):
    return {"HOME": folder, "XDG_STATE_HOME": None, "XDG_RUNTIME_DIR": folder, "LANGUAGE": None, "LC_ALL": LANGUAGES[language]}


def read_table(text):
    """[(lines typed, {language: notes})]"""
    steps = []
    for line in text.strip("\n").split("\n"):
        if line.startswith(">>> "):
            steps.append(([line[4:]], {language: [] for language in LANGUAGES}))
        elif line.startswith("..."):
            steps[-1][0].append(line[4:])
        elif line[:4] == "# en" or line[:4] == "# fr":
            steps[-1][1][line[2:4]].append(line[6:])
        elif line:
            raise ValueError(line)
    return steps


def is_at(shell, ending):
    return shell.screen.seen(1)[0].endswith(ending) and shell.is_editing()


def type_lines(shell, lines):
    """Types a statement; gives the notes that came below it."""
    start = shell.screen.row
    for number, line in enumerate(lines):
        row = shell.screen.row
        shell.type(line)
        is_last = number == len(lines) - 1
        shell.wait(lambda: shell.screen.row > row and is_at(shell, ">>>" if is_last else "..."), f"a prompt behind {line!r}")
    return [line[2:].rstrip() for line in shell.screen.seen()[start:] if line.startswith("# ")]


class Notes(unittest.TestCase):
    def open(self, language, folder):
        shell = Terminal(columns=COLUMNS, environment=environment(language, folder))
        self.addCleanup(shell.close)
        shell.see_line()
        return shell

    def folder(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return folder.name

    def play(self, table, before=""):
        """One shell a language for all of it."""
        for language in LANGUAGES:
            shell = self.open(language, self.folder())
            for lines, notes in read_table(before + table):
                said = type_lines(shell, lines)
                with self.subTest(language=language, typed=lines):
                    self.assertEqual(said, notes[language])
            shell.send("\x04")
            self.assertEqual(shell.end(), 0, shell.screen.text())


def write_table(path, text, before=""):
    """For who changes sentences: the table with the notes that are said now, to be read before it is kept."""
    steps = read_table(before + text)
    said = {}
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder, Terminal(columns=COLUMNS, environment=environment(language, folder)) as shell:
            shell.see_line()
            said[language] = [type_lines(shell, lines) for lines, _ in steps]
    out = ""
    for number, (lines, _) in enumerate(steps):
        out += ">>> " + "\n... ".join(lines) + "\n"
        for language in LANGUAGES:
            out += "".join(f"# {language}: {note}\n" for note in said[language][number])
    pathlib.Path(path).write_text(out, encoding="utf-8")
