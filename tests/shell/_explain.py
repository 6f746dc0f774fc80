# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays scenarios of explain_cases.txt: what each terminal is typed, and the notes that must stand below it.

    == title            a scenario, in a network of its own
    S| code             typed in the terminal S; back at the prompt before the next line. Without code: waits for the prompt
    S. code             typed, and waits: the next line is another terminal's
    S^                  Ctrl-C
    S!                  Ctrl-D: the terminal ends; its name may be used again
    Sz                  suspended, as by Ctrl-Z
    S$ words            a command, run in the same network
    # en: text          notes below the line before, one of these a line of text; none of them: nothing is shown
    # en hidden: text   the same with the kernel's facts withheld, where that is another; (nothing)
    # en nameless: text the same with the sockets in no variables

A terminal U may not bind low ports, a terminal M may have but a few descriptors, a terminal N is another user's.
Numbers that differ from run to run are written <int> and <time>.
"""

import contextlib
import ctypes
import fcntl
import os
import pathlib
import pickle
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile

from _terminal import CAUSETTE, Terminal, process_state, wait_until

CASES = pathlib.Path(__file__).resolve().with_name("explain_cases.txt")
LANGUAGES = {"en": "en_GB.UTF-8", "fr": "fr_FR.UTF-8"}
VARIANTS = ("", "hidden", "nameless")
SOCKETS = re.compile(r"(?<![\w.\"'])(s|t|c|d|e|u|con|con2)(?=\.|,|\)|\[| = |$)")
COLUMNS = 300
COMMANDS = {"U": ["setpriv", "--bounding-set=-net_bind_service"],
            "M": ["prlimit", "--nofile=24", "--"],
            "N": ["setpriv", "--reuid=65534", "--clear-groups", "--bounding-set=-all"]}


class Step:
    def __init__(self, who, action, code):
        self.who, self.action, self.code = who, action, code
        self.notes = {}  # "en hidden": [lines]

    def wanted(self, language, variant):
        notes = self.notes.get(f"{language} {variant}".strip())
        return self.notes.get(language, []) if notes is None else notes


def read_cases(path=CASES):
    """[(title, [steps])], and comments and blank lines are dropped."""
    scenarios = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("== "):
            scenarios.append((line[3:], []))
        elif match := re.match(r"# ((?:en|fr)(?: \w+)?): (.*)", line):
            notes = scenarios[-1][1][-1].notes.setdefault(match[1], [])
            if match[2] != "(nothing)":
                notes.append(match[2])
        elif match := re.match(r"(\w)([|.^!z$])(?: (.*))?$", line):
            scenarios[-1][1].append(Step(match[1], match[2], match[3] or ""))
        elif line and not line.startswith("# "):
            raise SystemExit(f"{path.name}:{number}: {line}")
    return scenarios


def write_cases(scenarios, path=CASES):
    head = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            break
        head.append(line)
    out = "\n".join(head).rstrip() + "\n"
    for title, steps in scenarios:
        out += f"\n== {title}\n"
        for step in steps:
            out += f"{step.who}{step.action} {step.code}".rstrip() + "\n"
            for key in (f"{language} {variant}".strip() for language in LANGUAGES for variant in VARIANTS):
                if key not in step.notes or (" " in key and step.notes[key] == step.notes.get(key[:2], [])):
                    continue
                out += "".join(f"# {key}: {note}\n" for note in step.notes[key] or (["(nothing)"] if " " in key else []))
    path.write_text(out, encoding="utf-8")


def plain(note):
    """Without what differs from run to run."""
    note = re.sub(r"(process|processus) \d+", r"\1 <int>", note)
    note = re.sub(r"\bpts/\d+", "pts/<int>", note)
    note = re.sub(r"(?<=:)([3-6]\d{4})\b", "<int>", note)
    note = re.sub(r"\b(5\d|60) s\b", "<time>", note)
    note = re.sub(r"\b\d+([.,]\d+)? (µs|ms)( (ago|ago))?", r"<time>\3", note)
    note = re.sub(r"\b[\d,\u00a0]*\d{6,}\b|\b\d{1,3}(?:[,\u00a0]\d{3})+\b", "<int>", note)
    return re.sub(r"\b(?!65507)(6\d{4}|[1-9]\d{5}) (bytes|octets)", r"<int> \2", note)


def own_network():
    """A network of our own, where every port is free, if the kernel lets us: True."""
    new_user, new_network = 0x10000000, 0x40000000
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(new_network) and libc.unshare(new_user | new_network):
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        up_and_running = 0x41
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", up_and_running))  # SIOCSIFFLAGS
    return True


def nameless(code):
    """The same with every socket an attribute of `box`, got at through a call: no name that could be told."""
    def other(match):
        return f"it(box.{match[0]})" if code[match.end():].startswith(".") else "box." + match[0]
    return SOCKETS.sub(other, code)


class Player:
    def __init__(self, language, variant, folder):
        self.binary = os.environ["CAUSETTE_SWITCHES"] if variant == "hidden" else CAUSETTE
        self.environment = {"HOME": folder, "XDG_STATE_HOME": None, "XDG_RUNTIME_DIR": folder, "LC_ALL": None, "LANGUAGE": None,
                            "LC_MESSAGES": None, "LANG": LANGUAGES[language],
                            "CAUSETTE_SWITCHES": "hide-diag,hide-proc" if variant == "hidden" else None}
        self.variant = variant
        self.terminals = {}
        self.rows = {}

    def terminal(self, who):
        if who not in self.terminals:
            command = COMMANDS.get(who, []) + [self.binary]
            terminal = self.terminals[who] = Terminal(command=command, columns=COLUMNS, environment=self.environment)
            terminal.see_line()
            if self.variant == "nameless":
                for line in "class Box: pass", "", "it, box = lambda box: box, Box()":
                    terminal.type(line)
                terminal.wait(lambda: "Box()" in terminal.screen.text(), "the box")
                terminal.see_line()
        return self.terminals[who]

    def notes(self, who):
        terminal = self.terminals[who]
        terminal.see_line()
        shown = terminal.screen.lines[self.rows[who]:terminal.screen.row]
        return [plain(line[2:].rstrip()) for line in shown if line.startswith("# ")]

    def play(self, step):
        """Gives the notes that came below the step, None where there can be none."""
        terminal = None if step.action == "$" else self.terminal(step.who)
        if step.action == "!":
            terminal.see_line()
            terminal.send("\x04")
            terminal.end()
            self.terminals.pop(step.who).close()
            return None
        if step.action == "z":
            os.kill(terminal.pid, signal.SIGSTOP)
            wait_until(lambda: process_state(terminal.pid) == "T", "a process that is stopped")
            return None
        if step.action == "$":
            subprocess.run(step.code.split(), check=True)
            return None
        if step.action == "^":
            self.rows[step.who] = terminal.screen.row
            terminal.interrupt()
            return self.notes(step.who)
        if not step.code:
            return self.notes(step.who)
        terminal.see_line()
        self.rows[step.who] = row = terminal.screen.row
        terminal.type(nameless(step.code) if self.variant == "nameless" else step.code)
        terminal.wait(lambda: terminal.screen.row > row, "the end of the line")
        if step.action == "|":
            return self.notes(step.who)
        terminal.see_blocked()
        return None


def in_own_network(function, *arguments):
    """What the function gives in a process and a network of its own; None: there is no such network."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        with open(reading, "rb") as pipe:
            result = pickle.loads(pipe.read() or pickle.dumps(RuntimeError("no result")))
        os.waitpid(pid, 0)
        if isinstance(result, Exception):
            raise result
        return result
    try:
        result = function(*arguments) if own_network() else None
    except BaseException as error:  # whatever it is, the parent says it
        result = RuntimeError(f"{type(error).__name__}: {error}")
    sys.stdout.flush()
    with open(writing, "wb") as pipe:
        pickle.dump(result, pipe)
    os._exit(0)


def play_all(steps, language, variant):
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        os.chmod(folder, 0o777)
        os.chdir(folder)
        player = Player(language, variant, folder)
        stack.callback(lambda: [terminal.close() for terminal in player.terminals.values()])
        return [player.play(step) for step in steps]


def play(steps, language, variant):
    """[notes of each step], or a text that says what went wrong."""
    try:
        result = in_own_network(play_all, steps, language, variant)
    except RuntimeError as error:
        return str(error)
    return "no network of its own" if result is None else result
