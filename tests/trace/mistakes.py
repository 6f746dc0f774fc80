#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people do wrong with sockets in C is said, at its line; the mended program has no note."""

import re
import unittest

from _programs import build, knows_places, notes, trace

# The function of programs/mistakes.c, a call that stands there, and what is said of it in both languages.
SAID = {
    "port_bytes": ("bind", "Port 23070 is 7770 with its two bytes in the other order", "Le port 23070 est 7770"),
    "end_of_stream": ("recv", "recv() gives 0 again", "recv() donne encore 0"),
    "short_send": ("send", "of 1000000 bytes (mistakes.c", "sur 1000000 octets (mistakes.c"),
    "read_after_close": ("read", "is closed already (mistakes.c", "est déjà fermé (mistakes.c"),
    "close_twice": ("close", "Closed twice, it may be another's by then.", "Fermé deux fois"),
    "sizeof_pointer": ("send", "sizeof of a pointer is 8", "sizeof d'un pointeur vaut 8"),
    "closing_zero": ("send", "The zero that ends the text in C was sent too, as byte 6", "Le zéro qui termine le texte"),
    "bind_unlooked": ("listen", "bind() failed and the program went on", "bind() a échoué et le programme a continué"),
    "connect_unlooked": ("send", "connect() failed and the program went on", "connect() a échoué et le programme a continué"),
    "accept_length": ("accept", "there is room for 0 bytes of address", "de la place pour 0 octet"),
    "empty_sets": ("select", "select() waits for nothing", "select() n'attend rien"),
    "interrupted": ("recv", "A signal came while recv() waited", "Un signal est arrivé"),
    "broken_pipe": ("send", "SIGPIPE ends the program", "SIGPIPE termine le programme"),
}
# Of these the mended program still has an error, which is explained as at a prompt.
STILL_FAILS = {"bind_unlooked", "connect_unlooked", "broken_pipe"}


class Mistakes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = build("mistakes")

    def said(self, *words, environment=None):
        text = trace(self.program, *words, environment=environment).stderr
        return " | ".join(notes(text)), text

    def test_wrong(self):
        for name, (call, english, _) in SAID.items():
            with self.subTest(name):
                said, text = self.said(name)
                english = english if knows_places() else english.replace(" (mistakes.c", "")
                self.assertIn(english, said, text)
                if knows_places():
                    self.assertRegex(text, rf"(?m)^{call}\(.*  mistakes\.c:\d+, in ({name}|bound)$")

    def test_mended(self):
        for name, (_, english, _) in SAID.items():
            with self.subTest(name):
                said, text = self.said(name, "mended")
                self.assertNotIn(re.sub(r" \(mistakes.*", "", english), said, text)
                if name not in STILL_FAILS:
                    self.assertEqual(said, "", text)

    def test_french(self):
        french = {"LC_ALL": "fr_FR.UTF-8"}
        for name, (_, _, wanted) in SAID.items():
            with self.subTest(name):
                said, text = self.said(name, environment=french)
                self.assertIn(wanted if knows_places() else wanted.replace(" (mistakes.c", ""), said, text)


if __name__ == "__main__":
    unittest.main()
