#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules that notes know Python to have are those of the oracle."""

import pathlib
import re
import sys

UNAVAILABLE = 77
SOURCE = pathlib.Path(__file__).resolve().parents[2] / "src/explain/python_modules.c"


def main():
    if sys.version_info[:2] != (3, 11):
        print("this python3 is another than 3.11")
        return UNAVAILABLE
    listed = "".join(re.findall(r'^ +"(.*)"', SOURCE.read_text(encoding="utf-8"), re.MULTILINE)).split()
    wanted = sorted(name for name in sys.stdlib_module_names if not name.startswith("_"))
    print(*sorted(set(listed) ^ set(wanted)), sep="\n")
    return int(listed != wanted)


if __name__ == "__main__":
    sys.exit(main())
