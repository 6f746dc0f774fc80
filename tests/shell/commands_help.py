#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
""":help and help(): every call, class and word; plain text, within the width, in both languages."""

import os
import re
import subprocess
import unittest

from _terminal import CAUSETTE, SECONDS, Terminal, main
from _typed import run_typed

FRENCH = {"LC_ALL": "", "LANGUAGE": "", "LANG": "fr_FR.UTF-8"}
CALLS = ("accept bind close connect connect_ex detach fileno getblocking getpeername getsockname getsockopt gettimeout listen recv recv_into "
         "recvfrom send sendall sendto setblocking setsockopt settimeout shutdown").split()


def play(text, *arguments, **environment):
    done = run_typed([CAUSETTE, *(arguments or ["-i"])], input=text, capture_output=True, text=True, timeout=SECONDS, check=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", **environment})
    return done.stdout + done.stderr.replace(">>> ", "").replace("... ", "")


class Help(unittest.TestCase):
    def test_overview_names_every_command(self):
        for environment in {}, FRENCH:
            shown = play(":help\n", **environment)
            for command in ("explain", "help", "hex", "journal", "save", "sockets"):
                self.assertRegex(shown, rf"(?m)^  :{command}( |$)")
            self.assertLess(max(map(len, shown.split("\n"))), 80)
        self.assertIn("Ce qu'on tape à l'invite est du Python 3.11", shown)
        self.assertEqual(play("help()\n"), play(":\n"))

    def test_every_call_of_a_socket(self):
        english = {}
        for call in CALLS:
            english[call] = play(f":help {call}\n")
            self.assertRegex(english[call], rf"^socket\.{call}\(", call)
            self.assertGreater(len(english[call].split("\n")), 2, call)
            self.assertNotIn("self", english[call])
            for asked in (f"socket.{call}", f"{call}()", f"{call}("):
                self.assertEqual(play(f":help {asked}\n"), english[call], asked)
        for call in CALLS:
            french = play(f":help {call}\n", **FRENCH)
            self.assertEqual(french.split("\n")[0], english[call].split("\n")[0])
            self.assertNotEqual(french, english[call], call)

    def test_accept(self):
        shown = play(":help accept\n")
        self.assertEqual(shown.split("\n")[:2], ["socket.accept()", "    Fetches the next connection from the listener's queue; when there is none"])
        self.assertIn("EINVAL, listen() was not called", shown)
        self.assertTrue(shown.endswith("    Manual pages: accept(2)\n"))

    def test_bytes_are_no_text(self):
        self.assertIn('b"a" == "a" is False', play(":help bytes\n"))
        self.assertIn('b"a" == "a"\n    vaut False', play(":help bytes\n", **FRENCH))

    def test_help_is_what_colon_help_is(self):
        for name in ("len", "bytes", "str.encode", "socket", "socket.create_server", "socket.socket.recv", "OSError", "time.sleep"):
            self.assertEqual(play(f"import socket, time\nhelp({name})\n"), play(f"import socket, time\n:help {name}\n"), name)

    def test_modules_that_are_not_imported_yet(self):
        self.assertIn("create_connection(address, ", play(":help socket\n"))
        self.assertRegex(play(":help create_server\n"), r"^socket\.create_server\n")
        self.assertRegex(play(":help socket.create_server\n"), r"^socket\.create_server\(address, \*, ")
        self.assertIn("NameError", play(":help time.sleep\ntime\n"))

    def test_what_a_module_holds_by_its_last_name(self):
        for name, whole in (("epoll", "class select.epoll("), ("poll", "select.poll()\n"), ("pack", "struct.pack("), ("Thread", "class threading.Thread(")):
            shown = play(f":help {name}\n")
            self.assertTrue(shown.startswith(whole), shown)
            self.assertGreater(len(shown.split("\n")), 2)
        self.assertIn("    epoll\n        Waits for descriptors", play(":help select\n"))
        self.assertIn("Nothing is known of epolls", play(":help epolls\n"))

    def test_a_function_of_the_name_of_a_method(self):
        self.assertEqual(play("import socket\nhelp(socket.close)\n"), "socket.close(fd, /)\n    Close a socket's descriptor.\n")
        self.assertRegex(play("import socket\n:help socket.close\n"), r"^socket\.close\(\)\n")

    def test_defaults_that_are_objects(self):
        self.assertIn("create_server(address, *, family=AF_INET, backlog=None", play(":help socket.create_server\n"))
        self.assertIn("timeout=..., source_address=None", play(":help socket.create_connection\n"))

    def test_functions_of_a_program(self):
        text = ('def f(a, b=1, /, c="x", *rest, d=None, **more):\n    """Does it.\n\n      Indented.\n    At the edge.\n    """\n\n'
                'class K:\n    "A class."\n    def __init__(self, size=3): pass\n    def grow(self, by): "By so much."\n\n')
        self.assertEqual(play(text + ":help f\n"), "f(a, b=1, /, c='x', *rest, d=None, **more)\n    Does it.\n\n      Indented.\n    At the edge.\n")
        self.assertEqual(play(text + "help(K)\n"), "class __main__.K(size=3)\n    A class.\n\n    grow(by)\n        By so much.\n")
        self.assertEqual(play(text + "help(K().grow)\n"), "K.grow(by)\n    By so much.\n")
        self.assertEqual(play("def g(*, key): pass\n\nhelp(g)\nhelp(lambda: 0)\n"), "g(*, key)\n<lambda>()\n")

    def test_values(self):
        self.assertRegex(play("help(3)\n"), r"^A value of class int\.\n\nclass int\(")
        self.assertRegex(play("x = 3\n:help x\n", **FRENCH), r"^Une valeur de la classe int\.")
        self.assertRegex(play("help('accept')\n"), r"^socket\.accept\(\)\n")
        self.assertRegex(play("help('no such thing')\n"), r"^A value of class str\.")

    def test_words_of_the_language(self):
        for word in ("False None True and as assert break class continue def del elif else except finally for from global if import in is lambda "
                     "nonlocal not or pass raise return try while with yield").split():
            english, french = play(f":help {word}\n"), play(f":help {word}\n", **FRENCH)
            self.assertTrue(english.startswith(word + "\n    "), word)
            self.assertNotEqual(french, english, word) if word != "as" else None

    def test_errors_and_states(self):
        """What notes and :sockets show, as the system calls it."""
        known = play(":help EADDRINUSE\n")
        self.assertRegex(known, r"^EADDRINUSE\n    Another socket has this address\.")
        for asked in "eaddrinuse", "98", "errno.EADDRINUSE"[6:]:
            self.assertEqual(play(f":help {asked}\n"), known, asked)
        known = play(":help TIME-WAIT\n")
        self.assertRegex(known, r"^TIME-WAIT\n    The connection is over")
        for asked in "TIME_WAIT", "time wait", "timewait":
            self.assertEqual(play(f":help {asked}\n"), known, asked)
        for asked in "EAGAIN EWOULDBLOCK EPIPE ECONNRESET CLOSE-WAIT FIN-WAIT-2 ESTABLISHED RST FIN UDP backlog SO_REUSEADDR".split():
            english, french = play(f":help {asked}\n"), play(f":help {asked}\n", **FRENCH)
            self.assertNotIn("Nothing is known", english)
            self.assertNotEqual(english, french, asked)
        self.assertIn("Nothing is known", play(":help 9999\n"))
        self.assertEqual(play("EPIPE = 3\n:help EPIPE\n").split("\n")[0], "A value of class int.")

    def test_commands(self):
        self.assertEqual(play(":help :save\n"), ":save FILE\n    keep this session as a dialogue in FILE; :save! replaces a file\n")
        self.assertEqual(play(":help :nothing\n"), "Nothing is known of :nothing. :help alone tells what there is.\n")
        both = play(":help hex\n")
        self.assertRegex(both, r"^hex\(")
        self.assertIn("\n:hex EXPR\n", both)

    def test_all_of_the_builtins(self):
        names = play("", "-c", "import builtins\nfor n in sorted(vars(builtins)):\n    if not n.startswith('_'): print(n)\n").split()
        asked = "".join(f":help {name}\n" for name in [*names, "socket", "time", "sys", "os", "threading", "errno"])
        english, french = play(asked), play(asked, **FRENCH)
        self.assertNotIn("Nothing is known", english)
        self.assertNotIn("Traceback", english)
        sentences = [set(line for line in shown.split("\n") if line.startswith("    ") and re.search(r"[a-z]{2,} [a-z]{2,} [a-z]", line))
                     for shown in (english, french)]
        self.assertGreater(len(sentences[0]), 200)
        self.assertEqual(sentences[0] & sentences[1], set())

    def test_in_a_program_and_in_pipes_it_is_plain(self):
        shown = play("", "-c", "help(len); help(b''.decode); help(len.__call__); import socket; help(socket)")
        self.assertRegex(shown, r"^len\(")
        self.assertNotIn("\x1b", shown)
        self.assertLess(max(map(len, shown.split("\n"))), 140)

    def test_a_docstring_commands_no_terminal(self):
        shown = play('def f():\n    "\\x1b]0;x\\x07"\n\n:help f\nhelp(f)\n')
        self.assertNotIn("\x1b", shown)
        self.assertEqual(shown.count(r"\x1b]0;x\x07"), 2)

    def test_narrow(self):
        shell = Terminal(environment={"LC_ALL": "C.UTF-8", "LANGUAGE": None}, columns=40)
        self.addCleanup(shell.close)
        lines = shell.run(":help accept").split("\n")
        self.assertLess(max(map(len, lines)), 40)
        self.assertEqual(lines[1], "    Fetches the next connection from")

    def test_a_broken_locale(self):
        self.assertIn("Fetches the next", play(":help accept\n", LC_ALL="xx_YY.nonsense", LANG="nonsense"))


if __name__ == "__main__":
    main()
