# SPDX-License-Identifier: GPL-3.0-or-later
"""What python3 does with a test program: asked where python3 is 3.11, else read from tests/recorded.

A recording is one JSON file per folder, an entry per program, in the order of the alphabet, with one
line of text per line of output, so that a change of it can be read. Of a long output only the digest is
kept, of standard error only the last line: nothing else is compared.
"""

import functools
import json
import pathlib

import process
from programs import FOLDERS, TESTS, text

PYTHON = "/usr/bin/python3"
RECORDED = TESTS / "recorded"
LONG = 20_000


def is_here():
    """The oracle is Python 3.11 and no other: texts of errors differ between versions."""
    if not pathlib.Path(PYTHON).exists():
        return False
    return process.run([PYTHON, "-c", "import sys; print(*sys.version_info[:2])"]).stdout == b"3 11\n"


def ask(program):
    return program.run(PYTHON)


def entry(program, result):
    """What is kept of a run: nothing that is not compared, so no path of the machine it was recorded on."""
    if program.status_only:
        return {"status": result.status}
    kept = {"status": result.status, "stderr": result.last_error}
    if len(result.stdout) > LONG:
        return {"digest": result.output_digest, **kept}
    return {"stdout": text(result.stdout).split("\n"), **kept}


@functools.lru_cache(maxsize=None)
def load(folder):
    """{file name: entry}"""
    file = RECORDED / f"{folder}.json"
    return json.loads(file.read_text(encoding="ascii")) if file.exists() else {}


def recall(program):
    """What was recorded of this program as a Result, or None."""
    kept = load(program.folder).get(program.path.name)
    if kept is None:
        return None
    stdout, stderr = ("\n".join(lines).encode("utf-8", "surrogateescape")
                      for lines in (kept.get("stdout", ()), (kept.get("stderr", ""),)))
    return process.Result(stdout, stderr, kept["status"], digest=kept.get("digest", ""))


def record(results, all_programs):
    """Writes what results {program: Result} tell; entries of programs that are no more go away."""
    RECORDED.mkdir(exist_ok=True)
    for folder in FOLDERS:
        kept = dict(load(folder))
        kept.update({p.path.name: entry(p, r) for p, r in results.items() if p.folder == folder})
        alive = {p.path.name for p in all_programs if p.folder == folder and not p.refused and not p.own}
        kept = {name: kept[name] for name in sorted(kept) if name in alive}
        (RECORDED / f"{folder}.json").write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="ascii")


def stale(folder, results):
    """The names in this folder whose recording is not what the oracle said just now."""
    kept = load(folder)
    now = {p.path.name: entry(p, r) for p, r in results.items() if p.folder == folder}
    return sorted(name for name in {*kept, *now} if kept.get(name) != now.get(name))
