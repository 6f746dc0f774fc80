#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""house.py [ROOT]: how the sources look, where no compiler looks.

No file of src has more than 500 lines, no line of it more than 110 columns, no function more than 50 lines, from the
line with its opening brace to the one with its closing brace; the dispatch of vm/interp.c is the exception, where no
label has more than six. What stands once in src/base is not written again. All of C is as clang-format leaves it.
"""

import pathlib
import re
import shutil
import subprocess
import sys

FILE_LINES = 500
FUNCTION_LINES = 50
LABEL_LINES = 6
COLUMNS = 110
FORMATTER = "14"  # the major version of clang-format that .clang-format is for: others leave something else
DISPATCH = ("src/vm/interp.c", "machine_run")  # no other file is as long, and no other function
ONCE = {  # what stands in one file: interrupted calls, clocks, growing blocks, how the kernel lays addresses out
    r"[!=]=\s*-?EINTR\b|\bEINTR\s*[!=]=": "src/base/retry.h",
    r"(?<!\")\bclock_gettime\(": "src/base/clock.c",
    r"\b10{9}\b|\b1e9\b": "src/base/clock.h",
    r"\brealloc\(": "src/base/memory.c",
    r"\bsockaddr_in6?\b": "src/base/address.c",
}

# What is not yet so. An entry that is no longer needed is trouble too: the lists shrink.
LONG_FILES = ()
LONG_FUNCTIONS = ()

NO_CODE = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|/\*.*?\*/|/\*.*')  # texts, and comments that begin here


def sources(root, *folders):
    """[(path below root, lines)] of the files of C below these folders."""
    found = sorted(file for folder in folders for file in pathlib.Path(root, folder).rglob("*.[ch]"))
    return [(str(file.relative_to(root)), file.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]) for file in found]


def functions(lines):
    """(name, first line, count of lines) of each function: all are formatted, so each begins at a line's begin."""
    name = begin = None
    depth = 0
    for number, line in enumerate(lines, 1):
        line = NO_CODE.sub("", line).rstrip()
        if begin is None:
            head = re.match(r"[A-Za-z_].*?\b(\w+)\(", line)
            name = head[1] if head else name
            if name and re.search(r"\)\s*\{$", line):
                begin = number
            elif line.endswith((";", "}")):
                name = None
        if begin is not None:
            depth += line.count("{") - line.count("}")
            if depth == 0:
                yield name, begin, number - begin + 1
                name = begin = None


def beyond(found, allowed, what):
    """Trouble of what is found and not allowed, and of what is allowed and not found. found: {name: line to tell}"""
    lines = [line for name, line in found.items() if name not in allowed]
    return lines + [f"{name}: no longer {what}, so take it from the list in tests/house.py" for name in allowed if name not in found]


def long_files(root):
    found = {path: f"{path}: {len(lines)} lines, more than {FILE_LINES}" for path, lines in sources(root, "src")
             if len(lines) > FILE_LINES and path != DISPATCH[0]}
    return beyond(found, LONG_FILES, f"longer than {FILE_LINES}")


def long_functions(root):
    found = {(path, name): f"{path}:{first}: {name} has {count} lines, more than {FUNCTION_LINES}"
             for path, lines in sources(root, "src") for name, first, count in functions(lines)
             if count > FUNCTION_LINES and (path, name) != DISPATCH}
    return beyond(found, LONG_FUNCTIONS, f"longer than {FUNCTION_LINES}")


def long_labels(root):
    """Lines of a label of the dispatch up to the next one, without those that say nothing."""
    path = pathlib.Path(root, DISPATCH[0])
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    first = next((number for number, line in enumerate(lines) if line.startswith("do_")), len(lines))
    counts, name = {}, None
    for line in lines[first:]:
        label = re.match(r"([A-Za-z_]+):", line)
        if label:
            name = label[1]
        elif not re.match(r"\s*(//.*|/\*.*\*/|\})?$", line):
            counts[name] = counts.get(name, 0) + 1
    return [f"{DISPATCH[0]}: {name} has {count} lines, more than {LABEL_LINES}" for name, count in counts.items() if count > LABEL_LINES]


def wide_lines(root):
    return [f"{path}:{number}: {len(line)} columns, more than {COLUMNS}" for path, lines in sources(root, "src")
            for number, line in enumerate(lines, 1) if len(line) > COLUMNS]


def formatter():
    """clang-format's command, or None and why it is not used."""
    command = shutil.which("clang-format")
    version = command and subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout
    return (command, "") if version and f"version {FORMATTER}." in version else (None, f"{version or 'no clang-format'}, and not {FORMATTER}")


def unformatted(root):
    command = formatter()[0]
    paths = [path for path, _ in sources(root, "src", "tests")] if command else []
    wrong = paths and subprocess.run([command, "--dry-run", *paths], cwd=root, capture_output=True, text=True, check=True).stderr
    found = dict(reversed(re.findall(r"^(\S+?):(\d+):\d+: ", wrong, re.MULTILINE))) if wrong else {}
    return [f"{path}:{line}: not as clang-format leaves it: ./dev format" for path, line in found.items()]


def written_again(root):
    """A test for EINTR beside the others is forgotten somewhere, or asks nobody whether Ctrl-C was pressed."""
    return [f"{path}:{number}: belongs to {home}" for path, lines in sources(root, "src") for number, line in enumerate(lines, 1)
            for pattern, home in ONCE.items() if path != home and re.search(pattern, line)]


CHECKS = (long_files, long_functions, long_labels, wide_lines, unformatted, written_again)


def main(root=pathlib.Path(__file__).parent.parent):
    """The same as a program."""
    lines = [line for check in CHECKS for line in check(root)]
    print("\n".join(lines), end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
