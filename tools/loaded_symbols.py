#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""loaded_symbols.py HEADER...: the functions that a library is loaded for, as a header lists them: X(NAME).

A static binary has to ask for each, for nothing else names them.
"""

import pathlib
import re
import sys


def names(headers):
    found = {name for path in headers for name in re.findall(r"\bX\((\w\w+)\)", pathlib.Path(path).read_text(encoding="utf-8"))}
    return sorted(found)


if __name__ == "__main__":
    print("\n".join(names(sys.argv[1:])))
