#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two shells in a real terminal emulator, tmux: whole screens, as the person at each of them sees them, in both languages."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from _explain import own_network
from _terminal import CAUSETTE, SECONDS, main

UNAVAILABLE = 77

GREETINGS = {"en_GB.UTF-8": "causette 0.1.0 (:help explains, Ctrl-D leaves)",
             "fr_FR.UTF-8": "causette 0.1.0 (:help explique, Ctrl-D quitte)"}
SERVER = """\
GREETING
>>> import sys, socket; sys.ps1 = "(server) >>> "
(server) >>> s = socket.socket()
(server) >>> s.bind(("127.0.0.1", PORT)); s.listen(0)
(server) >>> con, addr = s.accept()
"""
CLIENT = """\
GREETING
>>> import sys, socket; sys.ps1 = "(client) >>> "
(client) >>> c = socket.socket()
(client) >>> c.connect(("127.0.0.1", PORT))
"""


def typed(screen):
    """The lines to type for a screen that shows nothing but prompts."""
    return [line.partition(">>> ")[2] for line in screen.splitlines() if ">>> " in line]


def free_port():
    """One that nobody has now, and that the kernel gives to nobody by itself for a while."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Tmux(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.tmux = ["tmux", "-S", f"{self.folder}/socket", "-f", os.devnull]
        self.addCleanup(subprocess.run, [*self.tmux, "kill-server"], stderr=subprocess.DEVNULL, check=False)

    def run_tmux(self, *words):
        return subprocess.run([*self.tmux, *words], check=True, capture_output=True, text=True, timeout=SECONDS).stdout

    def open(self, name, language):
        settings = {"LANG": language, "LC_ALL": "", "LANGUAGE": "", "XDG_RUNTIME_DIR": self.folder, "INPUTRC": os.devnull,
                    "HOME": self.folder, "XDG_STATE_HOME": self.folder}
        words = [word for name_, value in settings.items() for word in ("-e", f"{name_}={value}")]
        self.run_tmux("-u", "new-session", "-d", "-s", name, "-x", "90", "-y", "20", *words, CAUSETTE)

    def type(self, name, *keys):
        self.run_tmux("send-keys", "-t", name, "-l", "".join(keys))
        self.run_tmux("send-keys", "-t", name, "Enter")

    def screen(self, name):
        text = self.run_tmux("capture-pane", "-p", "-t", name)
        return "\n".join(line.rstrip() for line in text.splitlines()).rstrip("\n")

    def wait(self, name, is_seen, what):
        deadline = time.monotonic() + SECONDS
        while not is_seen(screen := self.screen(name)):
            if time.monotonic() > deadline:
                self.fail(f"{name} does not show\n{what}\nbut\n{screen}")
            time.sleep(0.02)

    def see(self, name, wanted):
        """Waits until the screen is this, or until it holds it when wanted begins with ..."""
        part = wanted.removeprefix("...")
        self.wait(name, lambda screen: screen == wanted.rstrip("\n") or part != wanted and part in screen, wanted)

    def see_prompt(self, name, prompt):
        self.wait(name, lambda screen: screen.rpartition("\n")[2] == prompt, prompt)

    def start(self, name, screen, language):
        """Types what the screen shows, a line at a time, each when all that comes before it is there."""
        self.open(name, language)
        lines = screen.splitlines()
        for number, line in enumerate(typed(screen), 1):
            self.see(name, "\n".join([*lines[:number], lines[number].partition(">>> ")[0] + ">>>"]))
            self.type(name, line)

    def play(self, language, waits, both, refused):
        port = str(free_port())
        server, client = (screen.replace("PORT", port).replace("GREETING", GREETINGS[language]) for screen in (SERVER, CLIENT))
        self.start("client", client, language)
        self.see("client", "..." + refused.replace("PORT", port))
        self.see_prompt("client", "(client) >>>")
        self.start("server", server, language)
        self.see("server", server + "\n" + waits.replace("PORT", port))
        self.type("client", typed(client)[-1])
        self.see("server", server + "(server) >>>")
        self.see("client", f"...{client.splitlines()[-1]}\n(client) >>>")
        self.type("server", "con.recv(7)")
        self.type("client", "c.recv(7)")
        self.see("server", "..." + both)
        self.see("client", "..." + both)
        self.run_tmux("send-keys", "-t", "client", "C-c")
        self.see("client", "...KeyboardInterrupt")
        self.see_prompt("client", "(client) >>>")
        self.type("client", 'c.send(b"Bonjour")')
        self.see("client", "...\n7\n(client) >>>")
        self.see("server", server + "(server) >>> con.recv(7)\nb'Bonjour'\n(server) >>>")
        for name in "server", "client":
            self.run_tmux("send-keys", "-t", name, "C-d")

    def test_english(self):
        self.play("en_GB.UTF-8", "# waiting for a client on 127.0.0.1:PORT (for 1 s; Ctrl-C to give up)",
                  "# both sides wait and neither sends", "# Nobody listens on 127.0.0.1:PORT, which is this machine itself.")

    def test_french(self):
        self.play("fr_FR.UTF-8", "# en attente d'un client sur 127.0.0.1:PORT (depuis 1 s ; Ctrl-C pour abandonner)",
                  "# les deux côtés attendent et aucun n'envoie", "# Personne n'écoute sur 127.0.0.1:PORT, c'est-à-dire sur cette machine même.")


if __name__ == "__main__":
    if not shutil.which("tmux"):
        print("tmux is not installed")
        sys.exit(UNAVAILABLE)
    own_network()  # else who listens elsewhere on the machine has a part in what is said
    main()
