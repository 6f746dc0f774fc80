#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""module_table.py OUTPUT.c FILE.c...: the modules in C as one table, `native_modules` of src/modules/modules.h.

A module in C is a line that begins with `const ModuleSpec NAME_module = {`.
"""

import pathlib
import re
import sys

SPEC = re.compile(r"^const ModuleSpec (\w+) = \{", re.MULTILINE)


def table(files):
    names = sorted(name for file in files for name in SPEC.findall(file.read_text(encoding="utf-8")))
    yield "/* Made by tools/module_table.py. */\n"
    yield '#include "modules/modules.h"\n\n'
    if names:
        yield f"extern const ModuleSpec {', '.join(names)};\n\n"
    yield "const ModuleSpec *const native_modules[] = {\n"
    yield from (f"    &{name},\n" for name in names)
    yield "    NULL,\n};\n"


def main(output, *files):
    pathlib.Path(output).write_text("".join(table([pathlib.Path(f) for f in files])), encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
