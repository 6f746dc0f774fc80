#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""code_digest.py OUTPUT.c FILE...: `code_digest` of src/lang/code_image.h, from the sources of the compiler.

Whatever changes in them makes another number: bytes that another compiler wrote are for another machine.
"""

import hashlib
import pathlib
import sys


def digest(files):
    whole = hashlib.sha256()
    for file in sorted(files):
        whole.update(pathlib.Path(file).name.encode() + b"\0" + pathlib.Path(file).read_bytes() + b"\0")
    return whole.hexdigest()[:16]


def main(output, *files):
    text = f'#include "lang/code_image.h"\nconst uint64_t code_digest = 0x{digest(files)}u;\n'
    pathlib.Path(output).write_text(text, encoding="ascii")


main(*sys.argv[1:])
