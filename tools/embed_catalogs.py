#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""embed_catalogs.py OUTPUT.c [LANGUAGE.po...]: the catalogs of base/language.h as C, compiled by msgfmt.

Without msgfmt there are none: everything speaks English then.
"""

import pathlib
import shutil
import subprocess
import sys


def compiled(po):
    command = ["msgfmt", "--no-hash", "--endianness=" + sys.byteorder, "-o", "-", po]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def main(output, *sources):
    names = sources if shutil.which("msgfmt") else ()
    arrays, rows = [], []
    for source in names:
        language = pathlib.Path(source).stem
        bytes_ = ",".join(str(byte) for byte in compiled(source))
        arrays.append(f"static const unsigned char catalog_{language}[] = {{{bytes_}}};\n")
        rows.append(f'    {{ "{language}", catalog_{language}, sizeof catalog_{language} }},\n')
    text = '#include "base/language.h"\n' + "".join(arrays)
    text += "const LanguageCatalog language_catalogs[] = {\n" + "".join(rows) + "    { 0 },\n};\n"
    pathlib.Path(output).write_text(text, encoding="ascii")


main(*sys.argv[1:])
