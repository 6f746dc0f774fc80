#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sources.py core|c|modules|notation|compiler: the files of src that the build takes, one a line, relative to src.

core: the compiler and all below it. c: the rest of C but main.c, vm/interp.c and library/make_pack.c, which are compiled apart. modules: those of C below src/modules. notation: what
is written in the notation. compiler: what decides which code is made of a text.
"""

import pathlib
import sys

SOURCE = pathlib.Path(__file__).resolve().parent.parent / "src"
APART = ("main.c", "vm/interp.c", "library/make_pack.c")
CORE = ("base/", "value/", "lang/")
KINDS = {"core": "**/*.c", "c": "**/*.c", "modules": "modules/*/**/*.c", "notation": "**/*.py", "compiler": "lang/*.[ch]"}


def names(kind):
    found = (str(file.relative_to(SOURCE)) for file in SOURCE.glob(KINDS[kind]))
    chosen = (name for name in found if name not in APART)
    if kind in ("core", "c"):
        chosen = (name for name in chosen if name.startswith(CORE) == (kind == "core"))
    return sorted(chosen)


if __name__ == "__main__":
    print(*names(sys.argv[1]), sep="\n")
