#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sources.py c|modules|notation|compiler: the files of src that the build takes, one a line, relative to src.

c: all of C but main.c and vm/interp.c, which are compiled apart. modules: those of C below src/modules. notation: what
is written in the notation. compiler: what decides which code is made of a text.
"""

import pathlib
import sys

SOURCE = pathlib.Path(__file__).resolve().parent.parent / "src"
APART = ("main.c", "vm/interp.c")
KINDS = {"c": "**/*.c", "modules": "modules/*/**/*.c", "notation": "**/*.py", "compiler": "lang/*.[ch]"}


def names(kind):
    found = (str(file.relative_to(SOURCE)) for file in SOURCE.glob(KINDS[kind]))
    return sorted(name for name in found if name not in APART)


if __name__ == "__main__":
    print(*names(sys.argv[1]), sep="\n")
