#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""embed.py OUTPUT.c FILE.py...: the files as one C table, `embedded_modules` of src/builtin/embedded.h.

A module is named after its file, and one in a package (a folder with an __init__.py) after that too: src/modules/socket/socket.py
is `socket`, src/modules/http/__init__.py `http`, src/modules/http/client.py `http.client`. The table ends with an empty row and
is sorted by name. What is not below src/modules is no module: a variable of its own, `embedded_NAME`. Each line of a file is one C string, so that the generated text can be read beside its source.
"""

import pathlib
import sys

PLAIN = {ord(c): c for c in map(chr, range(0x20, 0x7F)) if c not in '"\\?'}
ESCAPED = {0x09: r"\t", 0x0A: r"\n", 0x22: r"\"", 0x3F: r"\?", 0x5C: r"\\"}


def c_string(line):
    """The bytes of one line as a C string literal. Octal escapes end after three digits, hex ones would not."""
    return '"' + "".join(PLAIN.get(b) or ESCAPED.get(b) or f"\\{b:03o}" for b in line) + '"'


def module_name(file):
    """(dotted name, whether it is a package)"""
    parts = [] if file.stem == "__init__" else [file.stem]
    folder = file.parent
    while (folder / "__init__.py").exists():
        parts.insert(0, folder.name)
        folder = folder.parent
    return ".".join(parts), file.stem == "__init__"


def table(files):
    yield "/* Made by tools/embed.py. */\n"
    yield '#include "builtin/embedded.h"\n\n'
    rows, apart = [], []
    for (name, is_package), file in sorted((module_name(file), file) for file in files):
        data = file.read_bytes()
        lines = data.splitlines(keepends=True) or [b""]
        symbol = "text_" + name.replace(".", "__")
        yield f"static const char {symbol}[] =\n"
        yield "\n".join("    " + c_string(line) for line in lines) + ";\n\n"
        row = f'{{ "{name}", {symbol}, {len(data)}, {str(is_package).lower()} }}'
        if "modules" in file.parts:
            rows.append(f"    {row},\n")
        else:
            apart.append(f"const EmbeddedModule embedded_{name} = {row};\n")
    yield from apart
    yield "const EmbeddedModule embedded_modules[] = {\n"
    yield from rows
    yield "    { 0 },\n};\n"


def main(output, *files):
    pathlib.Path(output).write_text("".join(table([pathlib.Path(f) for f in files])), encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
