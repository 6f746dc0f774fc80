# SPDX-License-Identifier: GPL-3.0-or-later
"""syntax_errors.py UNIT-TREE TABLE [--record]: plays the table of mistakes, and keeps it true.

A line `| source` gives a program, with \\n for a new line, \\t for a tab and \\\\ for a backslash; `= answer` below it is what
python3 says: `ok` and what it warns of, or the exception, its place (line:offset-end line:end offset, in characters from 1) and its message.
`! answer` is causette's own: it refuses by name what python3 runs. Other lines are comments.
With --record, python3 3.11.2 writes the `=` lines anew; without, it only confirms them, if it is there."""

import json
import os
import subprocess
import sys
import warnings

ORACLE, VERSION = "/usr/bin/python3", (3, 11, 2)
KINDS = ["", "SyntaxError", "IndentationError", "TabError", "ValueError", "MemoryError", "RecursionError"]


def plain(line):
    out, i = [], 0
    while i < len(line):
        if line[i] == "\\" and i + 1 < len(line):
            i += 1
            out.append({"n": "\n", "t": "\t", "f": "\f", "\\": "\\"}[line[i]])
        else:
            out.append(line[i])
        i += 1
    return "".join(out)


def answer(kind, message, line, offset, end_line, end_offset):
    where = "" if line is None else f" {line}:{offset}-{end_line}:{end_offset}"
    return f"{kind}{where} {message}".rstrip()


def ask_python(text):
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("ignore")
            warnings.simplefilter("always", SyntaxWarning)
            compile(text, "<string>", "exec", dont_inherit=True)
        said = "".join(f", {w.lineno}: {w.message}" for w in caught)
    except SyntaxError as error:
        return answer(type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
    except (ValueError, MemoryError, RecursionError) as error:
        return answer(type(error).__name__, str(error), None, None, None, None)
    return "ok" + said


def ask_causette(program, texts):
    given = b"".join(b"%d\n%s" % (len(text), text) for text in (t.encode("utf-8") for t in texts))
    result = subprocess.run([program, "file", "scopes"], input=given, stdout=subprocess.PIPE, check=True)
    for line in result.stdout.decode("utf-8").split("\n")[:-1]:
        shown = json.loads(line)
        if isinstance(shown, str):
            yield "ok" + "".join(", " + said.replace("<string>:", "").replace(" SyntaxWarning:", "")
                                 for said in shown.split("\n")[:-1])
        else:
            yield answer(KINDS[shown[0]], *shown[1:6])


def read(path):
    """The table's lines, and the places of the sources among them."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    return lines, [i for i, line in enumerate(lines) if line.startswith("| ") or line == "|"]


def record(path):
    lines, places = read(path)
    for i in reversed(places):
        text = plain(lines[i][2:])
        if i + 1 < len(lines) and lines[i + 1].startswith("! "):
            continue
        if i + 1 < len(lines) and lines[i + 1].startswith("= "):
            del lines[i + 1]
        lines.insert(i + 1, "= " + ask_python(text))
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def check(program, path, has_oracle):
    lines, places = read(path)
    texts = [plain(lines[i][2:]) for i in places]
    wrong = 0
    for i, text, got in zip(places, texts, ask_causette(program, texts), strict=True):
        mark, want = lines[i + 1][:2], lines[i + 1][2:]
        if got != want:
            wrong += 1
            print(f"{path}:{i + 1}: {text!r}\n    want {want}\n    got  {got}")
        if has_oracle and mark == "= " and ask_python(text) != want:
            wrong += 1
            print(f"{path}:{i + 1}: python3 says {ask_python(text)}")
    print(len(texts), "programs,", wrong, "wrong")
    return wrong > 0 or not texts


def main():
    has_oracle = sys.version_info[:3] == VERSION
    if not has_oracle and os.path.exists(ORACLE) and "again" not in sys.argv:
        os.execv(ORACLE, [ORACLE, *sys.argv, "again"])
    warnings.simplefilter("ignore")
    if "--record" in sys.argv:
        record(sys.argv[2])
    return check(sys.argv[1], sys.argv[2], has_oracle)


sys.exit(main())
