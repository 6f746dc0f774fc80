#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a note advises can be typed as it stands: in the situation of each scenario, and of each line of the tables, no advice
raises. One that waits is given up, as a person would. See _advice.py for what counts as advice.

explain_advice.py [WORD...]: only scenarios with one of these words in the title, and tables of such a name.
"""

import contextlib
import os
import re
import socket
import sys
import tempfile

import explain_arguments
import explain_bytes
import explain_typing
import explain_uncalled
from _advice import advice_in
from _explain import Player, in_own_network, read_cases
from _notes import COLUMNS, environment, read_table, type_lines
from _terminal import Terminal, process_state

UNAVAILABLE = 77
TABLES = {"arguments": explain_arguments.ARGUMENTS, "bytes": explain_bytes.BYTES, "typing": explain_typing.TYPING,
          "uncalled": explain_uncalled.UNCALLED}
SERVERS = []  # that an advice speaks of
# What takes bytes, connections or names away from the lines behind it.
DISTURBING = re.compile(r"\.(accept|recv\w*|close|bind|connect\w*|listen|set\w+)\(|^\w+(, \w+)* = |^del |^import ")


def serve(code):
    """The server to which an advised connect leads, where there is none yet."""
    for address in re.findall(r"connect\w*\(\((.+?), (\d+)\)", code):
        family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        server = socket.socket(family)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            server.bind((address[0].strip("\"'"), int(address[1])))
            server.listen()
            SERVERS.append(server)


def type_advice(terminal, code):
    """Types it at the prompt; what it raised, or None. A call that waits is given up."""
    serve(code)
    row, lines = terminal.screen.row, [code]
    if code.endswith((": pass", ": break")):
        lines.append("")
    for line in lines:
        before = terminal.screen.row
        terminal.type(line)
        terminal.wait(lambda: terminal.screen.row > before, "the end of the line")

    def is_there():
        return terminal.screen.seen(1)[0].endswith(">>>") and terminal.is_editing()

    def waits():
        return process_state(terminal.pid) == "S" and not terminal.is_editing()

    terminal.wait(lambda: is_there() or waits(), "the prompt, or a call that waits")
    if not is_there():
        terminal.interrupt()
        terminal.wait(is_there, "the prompt behind Ctrl-C")
        return None
    shown = [line.rstrip() for line in terminal.screen.seen()[row + 1:]]
    if not any(line.startswith("Traceback") or "SyntaxError" in line for line in shown):
        return None
    return next((line for line in shown if re.match(r"\w+(Error|Exception|Interrupt)\b", line)), "\n".join(shown))


# ---- scenarios

def play_until(steps, number, advice=()):
    """In a network of its own: (the notes of the step of this number, what each advice raised)."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        os.chmod(folder, 0o777)
        os.chdir(folder)
        player = Player("en", "", folder)
        stack.callback(lambda: [terminal.close() for terminal in player.terminals.values()])
        notes = [player.play(step) for step in steps[:number + 1]]
        terminal = player.terminals.get(steps[number].who)
        return notes, [type_advice(terminal, code) for code in advice]


def check_scenario(title, steps, seen):
    wrong = 0
    notes, _ = in_own_network(play_until, steps, len(steps) - 1)
    for number, said in enumerate(notes):
        advice = advice_in(said or ())
        key = re.sub(r"\d+", "0", str(advice))
        if not advice or key in seen:
            continue
        seen.add(key)
        _, raised = in_own_network(play_until, steps, number, advice)
        for index, problem in enumerate(raised):
            if problem and in_own_network(play_until, steps, number, advice[index:index + 1])[1][0]:
                print(f"{title}: {steps[number].who}{steps[number].action} {steps[number].code}\n    `{advice[index]}`: {problem}")
                wrong += 1
    return wrong


# ---- tables

@contextlib.contextmanager
def shell_after(lines):
    with tempfile.TemporaryDirectory() as folder, Terminal(columns=COLUMNS, environment=environment("en", folder)) as shell:
        shell.see_line()
        for line in lines:
            type_lines(shell, line)
        yield shell


def fails_alone(steps, number, code):
    with shell_after([lines for lines, _ in steps[:number + 1]]) as shell:
        return type_advice(shell, code)


def check_table(name, table):
    """In one shell, but for advice that would disturb what comes behind: that is tried in a shell of its own."""
    wrong, steps, seen = 0, read_table(table), set()
    with shell_after([]) as shell:
        for number, (lines, notes) in enumerate(steps):
            type_lines(shell, lines)
            for code in advice_in(notes["en"]):
                if code in seen:
                    continue
                seen.add(code)
                problem = fails_alone(steps, number, code) if DISTURBING.search(code) else type_advice(shell, code)
                if problem:
                    print(f"{name}: {lines[0]}\n    `{code}`: {problem}")
                    wrong += 1
    return wrong


def main(words):
    if in_own_network(bool) is None:
        print("no network of its own")
        return UNAVAILABLE
    wrong, seen = 0, set()
    for title, steps in read_cases():
        if not words or any(word in title for word in words):
            if os.getuid() == 0 or not any(step.who == "N" for step in steps):
                wrong += check_scenario(title, steps, seen)
    for name, table in TABLES.items():
        if not words or any(word in name for word in words):
            wrong += in_own_network(check_table, name, table)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
