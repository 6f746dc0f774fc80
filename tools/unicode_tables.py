#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""unicode_tables.py OUTPUT.c: what libunistring does not know of characters, for src/base/unicode_tables.h.

Widths, mirroring, numbers of ideographs and what Unicode 3.2 had otherwise come from the unicodedata of the python3
that runs this; aliases and named sequences from the files of Debian's unicode-data, as far as that python3 knows them.
"""

import pathlib
import sys
import unicodedata

FILES = pathlib.Path("/usr/share/unicode")
CHARACTERS = [chr(number) for number in range(sys.maxunicode + 1)]
OLD = unicodedata.ucd_3_2_0


def runs(fact):
    """(first, last, fact) of characters side by side for which it is the same."""
    found = []
    for number, character in enumerate(CHARACTERS):
        now = fact(character)
        if found and found[-1][2] == now:
            found[-1][1] = number
        else:
            found.append([number, number, now])
    return found


def width(character):
    return unicodedata.east_asian_width(character), unicodedata.mirrored(character)


def changes(character):
    """What Unicode 3.2 had otherwise: category, bidirectional, width, mirrored, decimal; None: nothing."""
    if OLD.category(character) == "Cn":
        return None if unicodedata.category(character) == "Cn" else ("Cn", "", "", -1, -1)
    now = [(new(character), old(character)) for new, old in (
        (unicodedata.category, OLD.category), (unicodedata.bidirectional, OLD.bidirectional),
        (unicodedata.east_asian_width, OLD.east_asian_width), (unicodedata.mirrored, OLD.mirrored))]
    decimal = unicodedata.decimal(character, -1), OLD.decimal(character, -1)
    if all(new == old for new, old in [*now, decimal]):
        return None
    texts = [old if new != old else "" for new, old in now[:3]]
    return (*texts, now[3][1] if now[3][0] != now[3][1] else -1, decimal[1] if decimal[0] != decimal[1] else -1)


def numbers():
    """Those of ideographs, and those too large for the library."""
    for number, character in enumerate(CHARACTERS):
        value = unicodedata.numeric(character, None)
        if value is not None and (unicodedata.category(character) == "Lo" or value > 0x7fffffff):
            yield number, value


def corrections():
    """Characters whose decomposition was another one."""
    for number, character in enumerate(CHARACTERS):
        old = OLD.normalize("NFD", character)
        if OLD.category(character) != "Cn" and old != unicodedata.normalize("NFD", character):
            yield number, ord(old)


def named():
    """Aliases and named sequences."""
    for file, name_at, characters_at in (("NameAliases.txt", 1, 0), ("NamedSequences.txt", 0, 1)):
        path = FILES / file
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            fields = line.partition("#")[0].strip().split(";")
            if len(fields) < 2:
                continue
            text = "".join(chr(int(number, 16)) for number in fields[characters_at].split())
            try:
                known = unicodedata.lookup(fields[name_at])
            except KeyError:
                continue
            if known == text:
                yield fields[name_at], text


def rows(name, kind, lines):
    yield f"const {kind} {name}[] = {{"
    yield from (f"    {{ {line} }}," for line in lines)
    yield "    { 0 },\n};\n"


def table():
    yield '/* Made by tools/unicode_tables.py. */\n#include "base/unicode_tables.h"\n'
    yield from rows("unicode_widths", "UnicodeWidth", (f'0x{first:x}, "{fact[0]}", {fact[1]}' for first, _, fact in runs(width)))
    yield f"const size_t unicode_width_count = {len(runs(width))};\n"
    old = [run for run in runs(changes) if run[2]]
    yield from rows("unicode_changes", "UnicodeChange", (
        f'0x{first:x}, 0x{last:x}, "{a}", "{b}", "{c}", {d}, {e}' for first, last, (a, b, c, d, e) in old))
    yield f"const size_t unicode_change_count = {len(old)};\n"
    yield from rows("unicode_numbers", "UnicodeNumber", (f"0x{number:x}, {value!r}" for number, value in numbers()))
    yield from rows("unicode_corrections", "UnicodeCorrection", (f"0x{number:x}, 0x{old:x}" for number, old in corrections()))
    names = sorted(set(named()))
    yield from rows("unicode_names", "UnicodeName", (
        f'"{name}", {{ {", ".join(f"0x{ord(character):x}" for character in text)} }}' for name, text in names))
    yield f"const size_t unicode_name_count = {len(names)};"


def main(output):
    pathlib.Path(output).write_text("\n".join(table()) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1])
