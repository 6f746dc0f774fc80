#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long things may be: a file of src/ 500 lines and a function 50. vm/interp.c is one function by its nature; there a label has six
lines at most.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DISPATCH = ROOT / "src/vm/interp.c"
FILE_LINES, FUNCTION_LINES, LABEL_LINES = 500, 50, 6
BEGIN = re.compile(r"^[A-Za-z].*\)?\s*\{$")
LABEL = re.compile(r"^([A-Za-z_]+):")
NOTHING = re.compile(r"^\s*(//.*|/\*.*\*/|\})?$")


def long_functions(lines):
    begin = None
    for number, line in enumerate(lines, 1):
        if BEGIN.match(line) or (line.startswith(" ") and line.endswith(") {") and begin is None):
            begin = begin or number
        elif line == "}" and begin:
            if number - begin + 1 > FUNCTION_LINES:
                yield begin, number - begin + 1
            begin = None
        elif line in ("};", "} ") or line.startswith("} "):
            begin = None


def long_labels(lines):
    """Lines of a label up to the next one, without those that say nothing."""
    first = next(number for number, line in enumerate(lines) if line.startswith("do_"))
    name, count = None, 0
    for line in lines[first:] + ["end:"]:
        label = LABEL.match(line)
        if label:
            if name and count > LABEL_LINES:
                yield name, count
            name, count = label.group(1), 0
        elif not NOTHING.match(line):
            count += 1


def main():
    problems = []
    for path in sorted((ROOT / "src").rglob("*.[ch]")):
        lines = path.read_text().splitlines()
        name = path.relative_to(ROOT)
        if path == DISPATCH:
            problems += [f"{name}: {label} has {count} lines" for label, count in long_labels(lines)]
            continue
        if len(lines) > FILE_LINES:
            problems.append(f"{name}: {len(lines)} lines")
        problems += [f"{name}:{at}: a function of {count} lines" for at, count in long_functions(lines)]
    print("\n".join(problems) or "nothing is too long")
    return 1 if problems else 0


sys.exit(main())
