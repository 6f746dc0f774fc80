#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tab: what is completed, what is listed, and that nothing of the program runs for it."""

import unittest

from _terminal import Terminal, main


class Completion(unittest.TestCase):
    SETUP = ()

    def setUp(self):
        self.shell = Terminal()
        self.addCleanup(self.shell.close)
        for line in self.SETUP:
            self.assertEqual(self.shell.run(line).replace("...", ""), "")
        self.shell.see_line()

    def complete(self, typed, wanted, prompt=">>> "):
        """Typing this and Tab gives that line; the line is cleared then."""
        self.shell.send(typed + "\t")
        self.shell.see_line(prompt + wanted)
        self.shell.send("\x15")
        self.shell.see_line(prompt)

    def nothing(self, typed):
        """There is nothing that begins so: the bell rings, the line stays."""
        bells = self.shell.screen.bells
        self.shell.send(typed + "\t\t")
        self.shell.wait(lambda: self.shell.screen.bells > bells, "a bell")
        self.shell.see_line(">>> " + typed)
        self.shell.send("\x15")
        self.shell.see_line()

    def listed(self, typed):
        """What Tab twice lists below the line."""
        before = self.shell.screen.row
        self.shell.send(typed + "\t\t")
        self.shell.wait(lambda: self.shell.screen.row > before, "a list")
        self.shell.see_line(">>> " + typed)
        words = " ".join(self.shell.screen.seen()[before + 1:-1]).split()
        self.shell.send("\x15")
        self.shell.see_line()
        return sorted(words)


class Names(Completion):
    SETUP = "import socket", "s_server = socket.socket()", "s_serious = 1; été = 2"

    def test_globals(self):
        self.complete("s_serv", "s_server")
        self.complete("print(s_serv", "print(s_server")
        self.complete("x = [s_serv", "x = [s_server")

    def test_as_far_as_it_is_clear(self):
        self.complete("s_s", "s_ser")
        self.assertEqual(self.listed("s_ser"), ["s_serious", "s_server"])

    def test_builtins(self):
        self.complete("enumer", "enumerate(")
        self.complete("ConnectionRef", "ConnectionRefusedError(")

    def test_keywords(self):
        self.complete("whi", "while")
        self.complete("x = lamb", "x = lambda")
        self.complete("Non", "None")

    def test_letters_beyond_ascii(self):
        self.complete("ét", "été")

    def test_in_the_middle_of_a_line(self):
        self.shell.send("s_serv + 1" + "\x1b[D" * 4)
        self.shell.wait(lambda: self.shell.screen.column == 10, "the cursor")
        self.shell.send("\t")
        self.shell.wait(lambda: self.shell.screen.seen(1) == [">>> s_server + 1"], "the name")
        self.assertEqual(self.shell.screen.column, 12)

    def test_a_long_list_comes_without_a_question(self):
        """A question would keep the threads waiting."""
        with open("many.py", "w", encoding="utf-8") as file:
            file.writelines(f"many_{i:03} = {i}\n" for i in range(150))
        self.shell.run("from many import *")
        self.assertEqual(self.listed("many_"), [f"many_{i:03}" for i in range(150)])

    def test_nothing(self):
        self.nothing("zzz")

    def test_in_a_continuation(self):
        self.shell.type("for i in range(3):")
        self.shell.see_line("... ")
        self.complete("    s_serv", "    s_server", "... ")

    def test_modules(self):
        self.complete("import thread", "import threading")
        self.complete("from sock", "from socket")

    def test_only_what_is_there_now(self):
        self.shell.run("del s_serious")
        self.complete("s_s", "s_server")


class Attributes(Completion):
    SETUP = ("import socket, os", "s = socket.socket()", "class A: field = 5; _hidden = 6\r",
             "a = A(); a.inner = A(); a.inner.deep_down = 1")

    def test_of_a_module(self):
        names = self.listed("socket.AF_")
        self.assertIn("socket.AF_INET", names)
        self.assertIn("socket.AF_INET6", names)
        self.assertTrue(all(name.startswith("socket.AF_") for name in names), names)
        self.complete("socket.create_c", "socket.create_connection(")

    def test_of_an_object(self):
        names = self.listed("s.recv")
        self.assertTrue({"s.recv(", "s.recv_into("} <= set(names), names)
        self.assertTrue(all(name.startswith("s.recv") for name in names), names)
        self.complete("s.getpeer", "s.getpeername(")
        self.complete("(s.getpeer", "(s.getpeername(")

    def test_dotted(self):
        self.complete("os.path.joi", "os.path.join(")
        self.complete("a.inner.deep", "a.inner.deep_down")

    def test_of_a_class_of_the_program(self):
        self.complete("a.fie", "a.field")
        self.complete("A.fie", "A.field")

    def test_underscores_only_when_asked_for(self):
        self.assertEqual(self.listed("a."), ["a.field", "a.inner"])
        self.complete("a._hid", "a._hidden")

    def test_nothing(self):
        self.nothing("a.zzz")
        self.nothing("nobody.x")
        self.nothing("a.field.zzz")
        self.nothing("a..")


class Keys(Completion):
    SETUP = ("d = {'alpha': 1, 'al beta': 2, 'zeta': 3, 'ключ': 4, 5: 6, 'it\\'s': 7}",
             "class A: pass\r", "a = A(); a.table = {'inside': 1}")

    def test_one(self):
        self.complete("d['ze", "d['zeta']")
        self.complete('d["ze', 'd["zeta"]')
        self.complete("d['кл", "d['ключ']")

    def test_several(self):
        self.complete("d['a", "d['al")

    def test_in_an_expression(self):
        self.complete("print(d['ze", "print(d['zeta']")

    def test_of_an_attribute(self):
        self.complete("a.table['in", "a.table['inside']")

    def test_nothing(self):
        self.nothing("d['q")
        self.nothing("d['it")
        self.nothing("a['x")


class Nothing(Completion):
    def test_an_empty_line_is_indented(self):
        self.complete("", "    ")
        self.shell.type("if True:")
        self.shell.see_line("... ")
        self.complete("", "    ", "... ")
        self.complete("    ", "        ", "... ")
        self.shell.send("\tprint('in')\r\r")
        self.shell.see_screen("...     print('in')", "... ", "in", ">>> ")


class RunsNothing(Completion):
    """Only what can be found without a call is offered."""

    def define(self, *lines):
        for line in lines:
            self.shell.see_line(">>> " if line is lines[0] else "... ")
            self.shell.type(line)
        self.shell.see_line("... ")
        self.shell.type("")
        self.shell.see_line()

    def nothing_ran(self):
        self.assertNotIn("RUN!", self.shell.screen.text().replace("print('RUN!')", ""))

    def test_getattr(self):
        self.define("class A:", " def __getattr__(self, name): print('RUN!'); return self")
        self.shell.run("a = A()")
        self.nothing("a.other.x")
        self.nothing("a.oth")
        self.nothing_ran()

    def test_getattribute(self):
        self.define("class A:", " known = 5", " def __getattribute__(self, name): print('RUN!'); return 'text'")
        self.shell.run("a = A()")
        self.complete("a.kno", "a.known")
        self.nothing("a.known.upp")
        self.nothing_ran()

    def test_property(self):
        self.define("class A:", " @property", " def value(self): print('RUN!'); return 'text'")
        self.shell.run("a = A()")
        self.complete("a.val", "a.value")
        self.nothing("a.value.upp")
        self.nothing_ran()

    def test_dir(self):
        self.define("class A:", " known = 5", " def __dir__(self): print('RUN!'); return ['known']")
        self.shell.run("a = A()")
        self.complete("a.kno", "a.known")
        self.nothing_ran()

    def test_getitem(self):
        self.define("class D(dict):", " def __getitem__(self, key): print('RUN!')", " def __iter__(self): print('RUN!')",
                    " def keys(self): print('RUN!'); return ['x']")
        self.shell.run("d = D(known=1)")
        self.complete("d['kno", "d['known']")
        self.nothing_ran()

    def test_keys_with_hooks(self):
        self.define("class K(str):", " def __eq__(self, other): print('RUN!'); return True",
                    " def __hash__(self): return 5", " def __str__(self): print('RUN!'); return 's'")
        self.shell.run("d = {K('known'): 1}")
        self.shell.send("d['kno\t")
        self.shell.see("d['kno")
        self.shell.send("\x15")
        self.shell.see_line()
        self.nothing_ran()

    def test_a_metaclass_and_a_descriptor(self):
        self.define("class M:", " def __get__(self, *of): print('RUN!'); return 'text'")
        self.define("class A:", " thing = M()")
        self.shell.run("a = A()")
        self.nothing("a.thing.upp")
        self.nothing("A.thing.upp")
        self.nothing_ran()


if __name__ == "__main__":
    main()
