#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that comments and HACKING name are there: dict.c somewhere, vm/native.h at a place that ends so.

Comments of C below src and tests, those of what is written in the notation, and HACKING are read. What names no file of
this repository is listed here.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
COMMENT = {".c": r"/\*.*?\*/|//[^\n]*", ".h": r"/\*.*?\*/|//[^\n]*", ".py": r"#[^\n]*", ".md": r".+"}
NAMED = re.compile(r"(?<![\w/.*<-])((?:[\w-]+/)*[\w-]+\.(?:c|h|py|txt))(?![\w/(])")
# Programs in examples, headers of the kernel, and files of others whose facts are cited.
OTHERS = {"__main__.py", "NAME.py", "NAME.c", "_NAME.py", "re.py", "server.py", "socket/__init__.py", "src/modules/NAME/NAME.py",
          "src/modules/http/client.py", "linux/tcp.h", "net/tcp_states.h", "SpecialCasing.txt", "Objects/listsort.txt"}


def read():
    """The files that are read."""
    yield ROOT / "HACKING.md"
    for pattern in ("src/**/*.[ch]", "src/**/*.py", "tests/unit/*.[ch]"):
        yield from sorted(ROOT.glob(pattern))


def main():
    files = [file for folder in ("src", "tests", "tools", "bench", "doc") for file in (ROOT / folder).rglob("*")]
    places = {f"/{file.relative_to(ROOT)}" for file in files}
    endings = {place[i:] for place in places for i, letter in enumerate(place) if letter == "/"}
    status = 0
    for file in read():
        text = "\n".join(re.findall(COMMENT[file.suffix], file.read_text(encoding="utf-8"), re.DOTALL))
        for name in sorted(set(NAMED.findall(text)) - OTHERS):
            if f"/{name}" not in endings:
                status = 1
                print(f"{file.relative_to(ROOT)}: there is no {name}")
    return status


if __name__ == "__main__":
    sys.exit(main())
