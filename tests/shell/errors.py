#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors at the prompt, beside python3 in a terminal of the same kind: every line on the screen is the same."""

import unittest

from _terminal import converse, main, python3

FUNCTIONS = ["def f(x):", "    return 1 / x", "", "def g(x):", "    return f(x) + 1", ""]


class Errors(unittest.TestCase):
    def setUp(self):
        if not python3():
            self.skipTest("no python3.11 to compare with")

    def same(self, *lines, columns=100):
        wanted = converse(lines, python3(), columns=columns)
        self.assertEqual(converse(lines, columns=columns), wanted)
        return "\n".join(wanted)

    def test_a_statement(self):
        self.assertIn('File "<stdin>", line 1, in <module>\nZeroDivisionError', self.same("1 / 0", "[][1]", "{}['k']", "raise 5"))

    def test_messages(self):
        self.same("raise ValueError", "raise ValueError('two\\nlines')", "raise KeyError('é')", "raise OSError(2, 'no')",
                  "raise OSError(2, 'no', 'file')", "raise StopIteration(1)", "assert 1 == 2", "assert 0, 'why'",
                  "b'\\xff'.decode()", "class E(Exception): pass", "", "raise E(1, 2)", "raise E")

    def test_an_exception_that_cannot_be_shown(self):
        self.same("class E(Exception):", "    def __str__(self): return 1 / 0", "", "raise E(1)")

    def test_a_function_typed_earlier(self):
        self.assertIn('line 2, in f\n', self.same(*FUNCTIONS, "g(0)", "g('a')"))

    def test_lines_of_a_block(self):
        self.same("for i in 1, 0:", "    i", "    1 / i", "    i", "", "if 1:", "    # a comment", "    x = [", "        undefined,",
                  "    ]", "")

    def test_a_chain(self):
        self.same(*FUNCTIONS, "try:", "    g(0)", "except ZeroDivisionError as e:", "    raise KeyError(1)", "")
        self.same(*FUNCTIONS, "try:", "    g(0)", "except ZeroDivisionError as e:", "    raise KeyError(1) from e", "")
        self.same(*FUNCTIONS, "try:", "    g(0)", "except ZeroDivisionError as e:", "    raise KeyError(1) from None", "")
        self.same("try:", "    1 / 0", "finally:", "    undefined", "")

    def test_one_that_was_kept(self):
        self.same("try: 1 / 0", "except ZeroDivisionError as e: kept = e", "", "raise kept", "raise kept")

    def test_recursion(self):
        self.same("def f(n):", "    if n == 0: 1 / 0", "    f(n - 1)", "", "f(2)", "f(30)")
        self.same("def f(): f()", "", "f()")

    def test_places_that_are_no_function(self):
        self.same("[1 / x for x in (1, 0)]", "(lambda: 1 / 0)()", "class A:", "    x = 1 / 0", "", "list(1 / x for x in (0,))",
                  "class B:", "    def m(self): return 1 / 0", "", "B().m()", "sorted([1], key=lambda x: 1 / 0)",
                  "exec('1 / 0')", "eval('1 +')", "exec('def f():\\n  return 1 / 0\\nf()')")

    def test_suggestions(self):
        shown = self.same("enumerat([])", "import socket", "socket.sockt()", "[].apend(1)", "class A: field = 1", "",
                          "A().feild", "A.feild", "def f():", "    length = 1", "    return lenght", "", "f()", "xyzzy")
        self.assertEqual(shown.count("Did you mean"), 6)

    def test_syntax(self):
        self.assertIn("    ^", self.same(
            "x = = 1", "print 'a'", "if True print(1)", "'abc", "1 +", "for", "a b", "return 1", "break", "x = {1: 2, 3}",
            'f"{a b}"', "else:", "0777", "1__0", "import", "lambda x=1, y: 0", "del f()", "f() = 1", "None = 1", "a := 1",
            "x = 'a\\", "", "f(a for a in b, c)", "f(**a, *b)", "x = 5 5", "(a, 1) = 2", "a = 1 if 2", "$", "a ? b",
            "def f(a, a): pass", "", "nonlocal x", "x++", ")", "(]", "“a”", "b'é'", "'\\x1'", "f(a=1, a=2)", "1 = x"))

    def test_indentation(self):
        self.same(" x = 1", "if 1:", "x", "if 1:", "    1", "  2", "def f():", "", "if 1:", "    1", "      2")

    def test_syntax_over_lines(self):
        self.same("f(1,", "2 3)", "x = (1,", "   2,", "   ]", '"""abc', 'def" ""', '"""', "if 1:", "    x = = 2")

    def test_syntax_with_letters_of_other_widths(self):
        self.same("é = = 1", "'漢字' = 1", "x = '漢字' y")

    def test_a_long_line(self):
        self.same("x = '" + "a" * 150 + "' y", "(" + "1 + " * 60 + "undefined)")

    def test_exceptions_with_notes(self):
        self.same("e = ValueError('v'); e.add_note('a note'); e.add_note('two\\nlines')", "raise e")

    def test_exits_that_are_not(self):
        self.same("exit", "quit", "import sys", "sys.exit")


if __name__ == "__main__":
    main()
