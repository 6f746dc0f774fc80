#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pasting blocks: what is shown and run is what typing them would have shown and run."""

import socket
import unittest

from _terminal import Terminal, main


def bracketed(text):
    return "\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~"


class Paste(unittest.TestCase):
    def setUp(self):
        self.shell = Terminal()
        self.addCleanup(self.shell.close)
        self.shell.see_line()

    def paste(self, text, *shown):
        self.shell.send(bracketed(text))
        self.shell.see_screen(*shown)

    def test_one_line_stays_in_the_editor(self):
        self.paste("1 + 1", ">>> 1 + 1")
        self.shell.send("1\r")
        self.shell.see_screen("12", ">>> ")

    def test_one_line_with_its_prompt(self):
        self.paste("(client) >>> 1 + 2", ">>> 1 + 2")

    def test_lines(self):
        self.paste("a = 1\nb = 2\na + b\n", ">>> a = 1", ">>> b = 2", ">>> a + b", "3", ">>> ")

    def test_last_line_without_its_newline(self):
        self.paste("a = 1\na + 1", ">>> a = 1", ">>> a + 1")

    def test_windows_newlines(self):
        self.shell.send("\x1b[200~a = 1\r\nfor i in 1, 2:\r\n    i\r\n\r\na\r\n\x1b[201~")
        self.shell.see_screen(">>> a = 1", ">>> for i in 1, 2:", "...     i", "... ", "1", "2", ">>> a", "1", ">>> ")

    def test_blank_lines_in_a_function(self):
        self.paste("def f():\n    a = 1\n\n    b = 2\n\n\n    return a + b\n\nf()\n", ">>> def f():", "...     a = 1",
                   "...     b = 2", "...     return a + b", "... ", ">>> f()", "3", ">>> ")

    def test_dedent_ends_a_block(self):
        self.paste("if True:\n    x = 1\nelse:\n    x = 2\nx\nfor i in 5,:\n    i\nx\n", ">>> if True:", "...     x = 1",
                   "... else:", "...     x = 2", "... ", ">>> x", "1", ">>> for i in 5,:", "...     i", "... ", "5",
                   ">>> x", "1", ">>> ")

    def test_blocks_of_one_line(self):
        self.paste("for i in 1, 2: i\n\n3\nif 0: 4\nelif 1: 5  # five:\nelse: 6\n7\n", ">>> for i in 1, 2: i", "... ", "1", "2",
                   ">>> 3", "3", ">>> if 0: 4", "... elif 1: 5  # five:", "... else: 6", "... ", "5", ">>> 7", "7", ">>> ")

    def test_a_block_at_the_end(self):
        self.paste("def f():\n    return 7\n", ">>> def f():", "...     return 7", "... ")
        self.shell.send("\r")
        self.assertEqual(self.shell.run("f()"), "7")

    def test_decorators_and_classes(self):
        self.paste("class A:\n    x = 1\n\n    def f(self):\n        return self.x\n\n@str\ndef g():\n    pass\n\nA().f()\n",
                   ">>> class A:", "...     x = 1", "...     def f(self):", "...         return self.x", "... ",
                   ">>> @str", "... def g():", "...     pass", "... ", ">>> A().f()", "1", ">>> ")

    def test_try(self):
        self.paste("try:\n    1 / 0\n\nexcept ZeroDivisionError:\n    'caught'\nfinally:\n    'done'\n\n'next'\n",
                   ">>> try:", "...     1 / 0", "... except ZeroDivisionError:", "...     'caught'", "... finally:",
                   "...     'done'", "... ", "'caught'", "'done'", ">>> 'next'", "'next'", ">>> ")

    def test_brackets_and_strings_of_several_lines(self):
        self.paste('x = [\n1,\n\n2,\n]\ns = """a\n\nb\n>>> c\n"""\nx, s\n', ">>> x = [", "... 1,", "... ", "... 2,", "... ]",
                   '>>> s = """a', "... ", "... b", "... >>> c", '... """', ">>> x, s", "([1, 2], 'a\\n\\nb\\n>>> c\\n')", ">>> ")

    def test_a_call_over_lines_inside_a_block(self):
        self.paste("for i in 1,:\n    print(i,\nend='!\\n'\n)\n    print(2)\n\n3\n", ">>> for i in 1,:", "...     print(i,",
                   "... end='!\\n'", "... )", "...     print(2)", "... ", "1!", "2", ">>> 3", "3", ">>> ")

    def test_comments_at_the_margin_of_a_block(self):
        self.paste("def f():\n    a = 1\n# here\n    return a\n\nf()\n", ">>> def f():", "...     a = 1", "... # here",
                   "...     return a", "... ", ">>> f()", "1", ">>> ")

    def test_prompts_are_taken_off(self):
        self.paste("(client) >>> x = 1\n(client) >>> x + 1\n2\n(client) >>> def f():\n...     return 'f'\n...\n"
                   "(client) >>> f()\n'f'\n", ">>> x = 1", ">>> x + 1", "2", ">>> def f():", "...     return 'f'",
                   "... ", ">>> f()", "'f'", ">>> ")

    def test_bare_prompts_with_indent(self):
        self.paste("    >>> 1\n    1\n    >>> for i in 2,:\n    ...     i\n    ...\n    2\n    >>> 3\n    3\n",
                   ">>> 1", "1", ">>> for i in 2,:", "...     i", "... ", "2", ">>> 3", "3", ">>> ")

    def test_prompts_without_the_first(self):
        """Copied from behind the first prompt on."""
        self.paste("import socket\n>>> x = 1\n>>> x\n1\n", ">>> import socket", ">>> x = 1", ">>> x", "1", ">>> ")
        self.paste("'a' * 2\n    'aa'\n    (client) >>> 3\n    3\n", ">>> 'a' * 2", "'aa'", ">>> 3", "3", ">>> ")
        self.paste("def f():\n...     return 4\n...\n>>> f()\n4\n", ">>> def f():", "...     return 4", "... ", ">>> f()", "4", ">>> ")

    def test_prompts_in_a_docstring(self):
        self.paste('def f():\n    """\n    >>> f()\n    9\n    """\n    return 8\n\nf()\n', ">>> def f():", '...     """',
                   "...     >>> f()", "...     9", '...     """', "...     return 8", "... ", ">>> f()", "8", ">>> ")
        self.paste('x = 1\ndef f():\n    """\n    >>> f()\n    """\n\nx\n', ">>> x = 1", ">>> def f():", '...     """',
                   "...     >>> f()", '...     """', "... ", ">>> x", "1", ">>> ")

    def test_a_body_of_dots(self):
        self.paste("def f():\n    ...\n\nf()\n7\n", ">>> def f():", "...     ...", "... ", ">>> f()", ">>> 7", "7", ">>> ")

    def test_empty_prompts(self):
        self.paste(">>> 1\n1\n>>> \n>>>\n>>> 2\n", ">>> 1", "1", ">>> ", ">>> ", ">>> 2", "2", ">>> ")

    def test_an_error_does_not_stop_the_rest(self):
        self.paste("1 / 0\n'on'\n", "ZeroDivisionError: division by zero", ">>> 'on'", "'on'", ">>> ")

    def test_interrupt_drops_the_rest(self):
        self.shell.run("import time")
        self.shell.send(bracketed("time.sleep(1000)\n'never'\n'no'\n"))
        self.shell.see("time.sleep(1000)")
        self.shell.see_blocked()
        self.shell.interrupt()
        self.shell.see_screen("KeyboardInterrupt", ">>> ")
        self.assertEqual(self.shell.run("'new'"), "'new'")
        self.assertNotIn("never", self.shell.screen.text().replace("'never'\\n", ""))

    def test_in_the_middle_of_a_line(self):
        self.shell.send("print()\x1b[D")
        self.shell.see("print()")
        self.shell.send(bracketed("'in'"))
        self.shell.wait(lambda: self.shell.screen.line() == ">>> print('in')", "the paste")
        self.shell.send("\r")
        self.shell.see_screen("in", ">>> ")

    def test_into_a_continuation(self):
        self.shell.type("def f():")
        self.shell.see_line("... ")
        self.paste("    x = 5\n\n    return x\n\nf()\n", "...     x = 5", "...     return x", "... ", ">>> f()", "5", ">>> ")

    def test_tabs(self):
        self.paste("if 1:\n\tx = 1\n\tx\n\n", ">>> if 1:", "...     x = 1", "...     x", "... ", "1", ">>> ")

    def test_control_characters_do_nothing(self):
        self.paste("'a\x01\x04\x1bb'\n", "'a\\x01\\x04\\x1bb'", ">>> ")

    def test_bytes_that_are_no_text(self):
        self.shell.send(b"\x1b[200~x = 'a\xff\xfeb'\r1\r\x1b[201~")
        self.shell.see_screen(">>> 1", "1", ">>> ")

    def test_large(self):
        count = 2000
        lines = "".join(f"x{i} = {'1' * 40}\n" for i in range(count))
        self.shell.send(bracketed(lines))
        self.shell.see_line()
        self.shell.wait(lambda: f"x{count - 1} =" in self.shell.screen.lines[-2], "the last line")
        self.assertEqual(self.shell.run(f"sum(x{count - 1} == eval(f'x{{i}}') for i in range({count}))"), str(count))

    def test_one_long_line(self):
        self.shell.send(bracketed("x = '" + "é" * 50000 + "'\n"))
        self.shell.wait(lambda: self.shell.screen.row > 50000 // 100, "the line")
        self.assertEqual(self.shell.run("len(x)"), "50000")


class Unbracketed(unittest.TestCase):
    """A terminal that does not tell, or lines typed ahead: lines as they come."""

    def test_lines(self):
        with Terminal() as shell:
            shell.see_line()
            shell.send("a = 1\rfor i in 1, 2:\r    i\r\ra + 1\r")
            shell.see_screen(">>> a = 1", ">>> for i in 1, 2:", "...     i", "... ", "1", "2", ">>> a + 1", "2", ">>> ")

    def test_large(self):
        with Terminal() as shell:
            shell.see_line()
            for i in range(1000):
                shell.send(f"'{i:090}'\r")
            shell.see_screen(f"'{999:090}'", ">>> ")

    def test_typed_ahead(self):
        """What is typed while a call waits is echoed at once, shown again behind the prompt, and run."""
        with Terminal() as shell:
            shell.run("import socket; a, b = socket.socketpair()")
            shell.run("import threading")
            shell.type("s = socket.create_server(('127.0.0.1', 0)); s.getsockname()[1]")
            shell.wait(lambda: shell.screen.lines[-2].isdigit(), "the port")
            port = int(shell.screen.lines[-2])
            shell.see_line()
            shell.send("con, addr = s.accept()\r")
            shell.see_blocked()
            shell.send("print('ahead')\r1 + 1\r'half")
            shell.see_screen(">>> con, addr = s.accept()", "print('ahead')", "1 + 1", "'half")
            with socket.create_connection(("127.0.0.1", port)):
                shell.see_screen(">>> con, addr = s.accept()", "print('ahead')", "1 + 1", "'half>>> print('ahead')", "ahead",
                                 ">>> 1 + 1", "2", ">>> 'half")
                shell.type("'")
                shell.see_screen("'half'", ">>> ")


if __name__ == "__main__":
    main()
