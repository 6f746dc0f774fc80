#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
""":save keeps what was typed and shown, and nothing else; it never destroys a file, and leaves no half of one."""

import os
import pathlib
import stat
import subprocess
import unittest

from _terminal import CAUSETTE, SECONDS, Terminal, main


class Save(unittest.TestCase):
    def setUp(self):
        self.file = pathlib.Path("session.txt").resolve()
        self.file.unlink(missing_ok=True)
        self.shell = self.open()

    def open(self, **environment):
        shell = Terminal(environment={"LC_ALL": "C.UTF-8", "LANGUAGE": None, **environment}, columns=120)
        self.addCleanup(shell.close)
        return shell

    def play(self, *lines):
        """Types lines, each at the prompt that is there."""
        for line in lines:
            shell = self.shell
            shell.wait(lambda: shell.is_editing() and shell.screen.line().rstrip().endswith((">>>", "...", "odd>")), "a prompt")
            row = shell.screen.row
            shell.type(line)
            shell.wait(lambda: shell.screen.row > row, "the end of the line")

    def saved(self):
        self.play(f":save! {self.file}", "")
        return self.file.read_text(encoding="utf-8").split("\n")

    def test_what_was_typed_and_shown(self):
        self.play("1 + 1", "def f(x):", "    return x * 2", "", "f('é')", "print('a', end='')", "print('b\\n\\nc')", "1/0", ":hex b'x'",
                  "", "x = [", "1,", "", "2]", "f('x'", "")
        self.shell.see_line("... ")
        self.shell.interrupt()
        self.shell.see("KeyboardInterrupt")
        self.assertEqual(self.saved(), [
            ">>> 1 + 1", "2",
            ">>> def f(x):", "...     return x * 2", "...",
            ">>> f('é')", "'éé'",
            ">>> print('a', end='')", "a",
            ">>> print('b\\n\\nc')", "b", "<BLANKLINE>", "c",
            ">>> 1/0", "Traceback (most recent call last):", '  File "<stdin>", line 1, in <module>', "ZeroDivisionError: division by zero",
            ">>> x = [", "... 1,", "...", "... 2]", ""])
        self.check()

    def test_addresses(self):
        """What a repr says of memory is another number each time."""
        self.play("[object(), len, object()]", "print('at 0x7f> at 0x at 0xg> at 0x12')")
        self.assertEqual(self.saved(), [
            ">>> [object(), len, object()]", "[<object object at 0x<hex>>, <built-in function len>, <object object at 0x<hex>>]",
            ">>> print('at 0x7f> at 0x at 0xg> at 0x12')", "at 0x7f> at 0x at 0xg> at 0x12", ""])
        self.check()

    def test_zero_bytes(self):
        """A document with one could not be read again."""
        self.play("print('a\\0\\0b\\0')", "print('\\0')", "print('\\0', end='')")
        self.assertEqual(self.saved(), [
            ">>> print('a\\0\\0b\\0')", "a<...>b<...>", ">>> print('\\0')", "<...>", ">>> print('\\0', end='')", "<...>", ""])
        self.check()

    def test_controls(self):
        """What a terminal obeys, or an editor, is not kept; nor what is no text, nor what a document takes for a placeholder."""
        self.play(r"print('\x1b[1mbold\x1b[0m \x9b1m \x7f\t|')", r"print('a\rb\x07\x08c')", r"print('\u202egnp.exe\u2066\u200f\u061c.')",
                  r"print('<port:', '<int>', '<...:1>')", r"print('\x1b[0m', end='')")
        self.assertEqual(self.saved(), [
            r">>> print('\x1b[1mbold\x1b[0m \x9b1m \x7f\t|')", "<...>[1mbold<...>[0m <...>1m <...>\t|", r">>> print('a\rb\x07\x08c')", "a<...>b<...>c",
            r">>> print('\u202egnp.exe\u2066\u200f\u061c.')", "<...>gnp.exe<...>.",
            r">>> print('<port:', '<int>', '<...:1>')", "<...>port: <...>int> <...>...:1>", r">>> print('\x1b[0m', end='')", "<...>[0m", ""])
        self.check()

    def test_an_interrupt_at_the_next_prompt_drops_nothing(self):
        self.play("x = 1")
        self.shell.see_line()
        self.shell.interrupt()
        self.shell.see_screen("KeyboardInterrupt", ">>> ")
        self.assertEqual(self.saved(), [">>> x = 1", ""])

    def test_lines_of_blanks(self):
        self.play("print('a\\n  \\n\\tb')")
        self.assertEqual(self.saved(), [">>> print('a\\n  \\n\\tb')", "a", "<BLANKLINE>", "\tb", ""])
        self.check()

    def test_prompts_of_a_role(self):
        self.play("import sys; sys.ps1 = '(server) >>> '", "2", "sys.ps1 = 'odd> '", "3", "sys.ps1 = 'computed' + '>>>'", "4")
        self.assertEqual(self.saved(), [">>> import sys; sys.ps1 = '(server) >>> '", "(server) >>> 2", "2", "(server) >>> sys.ps1 = 'odd> '",
                                        "odd> 3", "3", "odd> sys.ps1 = 'computed' + '>>>'", ">>> 4", "4", ""])
        self.check()

    def test_notes_and_waiting_lines_are_no_part(self):
        self.play("import socket", "s = socket.create_server(('127.0.0.1', 0))", "s.recv(7)", "s.accept()")
        self.shell.see("waiting for a client")
        self.shell.interrupt()
        self.shell.see("given up")
        text = "\n".join(self.saved())
        self.assertNotIn("#", text)
        self.assertNotIn("waiting", text)
        self.assertIn("OSError: [Errno 107] Transport endpoint is not connected\n", text)
        self.assertIn(">>> s.accept()\n^CTraceback (most recent call last):\n", text)
        self.assertTrue(text.endswith("\nKeyboardInterrupt\n"), text)
        self.check()

    def test_what_a_thread_prints(self):
        self.play("import threading", "t = threading.Thread(target=print, args=('from a thread',))", "t.start(); t.join()")
        self.assertEqual(self.saved()[-3:], [">>> t.start(); t.join()", "from a thread", ""])

    def test_lines_given_to_input_are_marks(self):
        self.shell.see_line()
        self.shell.type("a = input('first? '); b = input('second? '); print(a + b)")
        self.shell.see_line("first? ")
        self.shell.type('say "é"')
        self.shell.see_line("second? ")
        self.shell.type("\\")
        self.assertEqual(self.saved(), [
            ">>> a = input('first? '); b = input('second? '); print(a + b)  # causette: input=\"say \\\"é\\\"\" input=\"\\\\\"",
            "first? second? say \"é\"\\", ""])
        self.check()

    def check(self):
        """The document as it was saved plays as it is written."""
        done = subprocess.run([CAUSETTE, "check", str(self.file)], capture_output=True, text=True, timeout=SECONDS, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_what_looks_like_a_prompt_is_said(self):
        self.play("print('>>> 1')", "print('>>>1', '...x', '(a) >> ')", "print('  (ab) >>> x')", "2")
        self.assertEqual(self.shell.run(f":save! {self.file}").split("\n"),
                         [f"# 4 turns saved in {self.file}.", "# 3 lines that were shown look like prompts: played, they would be typed."])

    def test_an_interrupt_that_a_program_raises_itself(self):
        self.play("raise KeyboardInterrupt")
        self.assertEqual(self.saved()[1], "Traceback (most recent call last):")

    def test_it_never_destroys(self):
        self.file.write_text("precious")
        said = self.shell.run(f":save {self.file}")
        self.assertEqual(said.replace("\n# ", " "), f"# {self.file} exists already, and was left alone; :save! {self.file} replaces it.")
        self.assertEqual(self.file.read_text(), "precious")
        self.play("1")
        self.assertEqual(self.shell.run(f":save! {self.file}"), f"# 1 turn saved in {self.file}.")
        self.assertEqual(self.file.read_text(), ">>> 1\n1\n")
        self.assertEqual([name for name in os.listdir(self.file.parent) if name.startswith("session.txt.")], [])

    def test_mode_and_names(self):
        os.umask(0o022)
        shell = self.open()
        shell.run(f":save {self.file}")
        self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)
        home = pathlib.Path(os.environ["HOME"])
        (home / "in home.txt").unlink(missing_ok=True)
        shell.run(":save ~/in home.txt")
        self.assertTrue((home / "in home.txt").exists())
        (home / "quoted name.txt").unlink(missing_ok=True)
        shell.run(f":save '{home}/quoted name.txt'")
        self.assertTrue((home / "quoted name.txt").exists())

    def test_what_cannot_be_written(self):
        for path, why in (("/nowhere/x", "No such file or directory"), (str(self.file.parent), "Is a directory"), ("/proc/x", "No such file")):
            said = self.shell.run(f":save {path}").replace("\n# ", " ")
            self.assertIn(f"{path} cannot be written: {why}", said)
        shell = self.open(LC_ALL=None, LANG="fr_FR.UTF-8")
        self.assertIn("# /nowhere/x ne peut pas être écrit : No such file or directory. Rien n'a été enregistré.", shell.run(":save /nowhere/x"))

    def test_what_is_saved_is_played_again(self):
        self.play("a = 6", "a * 7", "for i in 1, 2:", "    print(i)", "", "undefined")
        lines = [line[4:] for line in self.saved() if line.startswith((">>> ", "... ", "..."))]
        first = self.saved()
        self.check()
        self.shell = self.open()
        self.play(*lines)
        self.assertEqual(self.saved(), first)


if __name__ == "__main__":
    main()
