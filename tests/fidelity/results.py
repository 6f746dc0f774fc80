# SPDX-License-Identifier: GPL-3.0-or-later
"""What an interpreter did with a subject, run or remembered; and how two interpreters compare."""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import tempfile
import time

import bounded
import subjects

KEPT_DAYS = 7


def cache_folder():
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return pathlib.Path(home, "causette", "fidelity")


class Interpreter:
    """python3 or causette: it is its binary, so what another binary did is nothing that is remembered of this one."""

    def __init__(self, path):
        self.path = str(path)
        self.runners = {}
        self.binary = subjects.digest(path)

    def file(self, subject):
        if subject.inside not in self.runners:
            self.runners[subject.inside] = subjects.digest(*(subjects.HERE / name for name in (subject.inside, "inside_log.py")))
        stat = subject.path.stat()
        folder = f"{self.binary}-{self.runners[subject.inside]}"
        return cache_folder() / folder / f"{subject.name.replace('/', '-')}-{stat.st_size}-{int(stat.st_mtime)}.json"

    def ask(self, subject, again=False):
        """bounded.Ended; remembered unless again, or unless only a part of the subject is run."""
        file = self.file(subject)
        if file.exists() and not again and not subject.only:
            os.utime(file.parent)
            return bounded.Ended(**json.loads(file.read_text(encoding="ascii")))
        with tempfile.TemporaryDirectory(prefix="fidelity-") as scratch:
            ended = bounded.run(subject.command(self.path, pathlib.Path(scratch)), subject.resumes, subject.packages())
        if not subject.only:
            file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="ascii") as made:
                json.dump(dataclasses.asdict(ended), made)
            os.replace(made.name, file)
        return ended


def forget_old():
    """Binaries that nobody asked about for a while are builds of last week."""
    for folder in cache_folder().glob("*"):
        if time.time() - folder.stat().st_mtime > KEPT_DAYS * 86400:
            shutil.rmtree(folder, ignore_errors=True)


@dataclasses.dataclass
class Comparison:
    """Of one subject: how many items python3 passes, and those of them that causette does not, with what it said instead."""

    subject: object
    counted: int
    failed: dict

    @property
    def passed(self):
        return self.counted - len(self.failed)


def compare(subject, python, causette):
    wanted = [item for item, ended in python.results.items() if subject.passes(item, ended)]
    failed = {}
    for item in wanted:
        ended = causette.results.get(item)
        if ended is None:
            failed[item] = absent(subject, item, causette)
        elif not subject.passes(item, ended):
            failed[item] = said(subject, item, ended)
    return Comparison(subject, len(wanted), failed)


def said(subject, item, ended):
    how, text = ended
    if how == "failed":
        return text
    if subject.group == "tests":
        return f"{how}: {text}"
    example = subject.examples[item]
    want = f"{example.exc_msg or example.want}"
    return f">>> {example.source}{how}: {text}\nwanted: {want}"


def absent(subject, item, causette):
    """Why an item was not run: what is round it failed, or the run was given up before."""
    for name, (how, text) in causette.groups.items():
        place = re.fullmatch(r"(\w+) \((.*)\)", name)
        if not place or item.startswith(place[2] + "."):
            return f"{name} {how}: {text}"
    return causette.given_up or "there is no such test"


def last_line(text):
    lines = [line for line in text.split("\n") if line.strip()]
    return lines[-1].strip() if lines else ""
