#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_pack.py MAKER OUTPUT.pack OUTPUT.c notation FILE...
make_pack.py MAKER OUTPUT.pack OUTPUT.c library FOLDER LIST OUTPUT.d DEFLATED.pack

Packs (src/lang/pack.h), made by the program MAKER: of causette's own notation, or of the modules of Python's library that LIST
names; and beside each the C that puts it into a binary, as NAME_pack (src/builtin/embedded.h): of the library the deflated one.

A module of our own is named after its file, and one in a package (a folder with an __init__.py) after that too: src/modules/socket/socket.py
is `socket`, src/modules/http/__init__.py `http`, src/modules/http/client.py `http.client`. What is not below src/modules is nothing
that a program could import: `<prelude>`.
"""

import hashlib
import pathlib
import subprocess
import sys

# The compiler is not asked to read all these numbers: the assembler takes the bytes as they are.
CARRIED = """/* Made by tools/make_pack.py: {size} bytes, {digest}. */
#include "builtin/embedded.h"
__asm__(".pushsection .rodata\\n"
        ".balign 8\\n"
        "{name}_pack_bytes:\\n"
        ".incbin \\"{path}\\"\\n"
        ".byte 0\\n"
        ".popsection\\n");
extern const unsigned char {name}_pack_bytes[];
const PackBytes {name}_pack = {{ {name}_pack_bytes, {size} }};
"""


def own_name(file):
    """(dotted name, whether it is a package)"""
    parts = [] if file.stem == "__init__" else [file.stem]
    folder = file.parent
    while (folder / "__init__.py").exists():
        parts.insert(0, folder.name)
        folder = folder.parent
    name = ".".join(parts)
    return name if "modules" in file.parts else f"<{name}>", file.stem == "__init__"


def notation(files):
    """[(name, whether it is a package, what tracebacks show, path)]"""
    for file in map(pathlib.Path, files):
        name, is_package = own_name(file)
        yield name, is_package, f"<causette {name.strip('<>')}>", file


def patterns(list_file):
    """The names of the list, without its comments."""
    lines = pathlib.Path(list_file).read_text(encoding="utf-8").splitlines()
    return [word for line in lines for word in line.partition("#")[0].split()]


def library(folder, list_file):
    """The modules that the list names; of a package all that is below it, but for what the list takes out with a `-`."""
    wanted = patterns(list_file)
    without = {word[1:] for word in wanted if word.startswith("-")}
    for name in wanted:
        if name.startswith("-"):
            continue
        path = folder / name.replace(".", "/")
        files = sorted(path.rglob("*.py") if path.is_dir() else folder.glob(name.replace(".", "/") + ".py"))
        if not files:
            sys.exit(f"make_pack.py: {folder} has no module {name}")
        for file in files:
            place = file.relative_to(folder)
            parts = place.parts[:-1] if file.stem == "__init__" else place.with_suffix("").parts
            if not any(".".join(parts[:n]) in without for n in range(1, len(parts) + 1)):
                yield ".".join(parts), file.stem == "__init__", str(place), file


def main(maker, pack, carried, kind, *rest):
    if kind == "notation":
        rows = list(notation(rest))
    else:
        rows = list(library(pathlib.Path(rest[0]), rest[1]))
        dependencies = " ".join(str(path).replace(" ", "\\ ") for *_, path in rows)
        pathlib.Path(rest[2]).write_text(f"{pack}: {dependencies}\n", encoding="utf-8")
    lines = [f"{name}\t{'package' if is_package else 'module'}\t{shown}\t{path}\n" for name, is_package, shown, path in rows]
    packs = [pack, rest[3]] if kind == "library" else [pack]
    subprocess.run([maker, *packs], input="".join(lines), encoding="utf-8", check=True)
    path = pathlib.Path(packs[-1]).resolve()
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    text = CARRIED.format(name=kind, path=path, size=len(content), digest=digest)
    pathlib.Path(carried).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
