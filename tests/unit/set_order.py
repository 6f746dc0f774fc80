#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# The order of sets: random histories of adds, discards, pops and operations, played by the unit test of sets and by this
# interpreter, must print the same. Usage: set_order.py UNIT-SET [SEED [ROUNDS]]. Run by CPython 3.11 only: another
# version may order sets otherwise.
import os
import random
import subprocess
import sys
import tempfile

VERBS = ["or", "and", "sub", "xor", "ior", "iand", "isub", "ixor", "copy"]
REGISTERS = 4


def key(rng, kind):
    if kind == "str" or kind == "mixed" and rng.random() < 0.5:
        return "s" + rng.choice(["", "a", "key", "é", "\u4e2d"]) + str(rng.randrange(400))
    return str(rng.choice([rng.randrange(64), rng.randrange(-300, 3000), rng.randrange(100) << 10,
                           rng.randrange(-2**62, 2**62), 2**61 - 1 + rng.randrange(3)]))


def history(rng):
    kind = rng.choice(["int", "str", "mixed"])
    growing = rng.choice([0.5, 0.7, 0.9])
    small = rng.random() < 0.4
    recent = []
    for _ in range(rng.choice([30, 300, 3000])):
        to, roll = rng.randrange(REGISTERS), rng.random()
        if roll < 0.03 and not small or roll < 0.3 and small:
            yield rng.choice(VERBS), to, rng.randrange(REGISTERS), str(rng.randrange(REGISTERS))
        elif roll < 0.06:
            yield "pop", to, 0, "0"
        elif roll < 0.10:
            yield "show", to, 0, "0"
        elif rng.random() < growing or not recent:
            recent.append(key(rng, kind))
            yield "add", to, 0, recent[-1]
        else:
            yield "discard", to, 0, rng.choice(recent)
    for register in range(REGISTERS):
        yield "show", register, 0, "0"


def play(commands):
    sets = [set() for _ in range(REGISTERS)]
    for verb, to, a, word in commands:
        if verb in ("add", "discard"):
            getattr(sets[to], verb)(word[1:] if word[0] == "s" else int(word))
        elif verb == "pop":
            if sets[to]:
                sets[to].pop()
        elif verb == "show":
            yield repr(sets[to])
        elif verb == "copy":
            sets[to] = sets[a].copy()
        elif verb[0] == "i":
            getattr(sets[a], f"__{verb}__")(sets[int(word)])
        else:
            sets[to] = getattr(sets[a], f"__{verb}__")(sets[int(word)])


def main():
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.environ.update(PYTHONHASHSEED="0", LC_ALL="C.UTF-8")
        os.execv(sys.executable, [sys.executable, *sys.argv])
    if sys.version_info[:2] != (3, 11):
        print("skipped: not Python 3.11")
        return 77
    program, seed, rounds = sys.argv[1], *map(int, (sys.argv[2:] + ["1", "40"][len(sys.argv) - 2:])[:2])
    for n in range(seed, seed + rounds):
        commands = list(history(random.Random(n)))
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            file.writelines(" ".join(map(str, command)) + "\n" for command in commands)
            file.flush()
            shown = subprocess.run([program, file.name], capture_output=True, encoding="utf-8").stdout.splitlines()
        wanted = list(play(commands))
        if shown != wanted:
            at = next((i for i, pair in enumerate(zip(shown, wanted)) if pair[0] != pair[1]), min(len(shown), len(wanted)))
            print(f"history {n}: output {at} of {len(wanted)} differs")
            print("    got ", shown[at:at + 1], "\n    want", wanted[at:at + 1])
            return 1
    print(f"{rounds} histories, the same order in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
