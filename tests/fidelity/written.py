# SPDX-License-Identifier: GPL-3.0-or-later
"""doc/fidelity.md: the table of both yardsticks, and what fails, by reason.

The reasons are kept by hand in reasons.txt:

    A sentence that says why.
        io.CIOTest.test_something      a pattern for subject and item; * is anything
        text: *No module named 'x'*    a pattern for the last line of what causette said

The first reason that fits is an item's; one that no reason fits is listed as not looked at yet.
"""

import fnmatch
import pathlib
import re

import results

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "doc" / "fidelity.md"
REASONS = pathlib.Path(__file__).resolve().parent / "reasons.txt"
UNKNOWN = "Not looked at yet."
LEFT_OUT = "Left out:"
TITLES = {"tests": "CPython's own tests", "doc": "The examples of Python's documentation"}
HEAD = """\
# How much of Python causette is

Made by `./dev fidelity --write`. Two yardsticks that others have made, each run by python3 and by causette, every module and every
page in a process of its own: the modules of CPython's own tests that `tests/fidelity/modules.txt` names, and the examples of the library's
and the tutorial's documentation. What python3 passes is counted; what is marked for CPython alone is not.
"""


def percent(passed, counted):
    """Never rounded up to all of them."""
    return f"{int(1000 * passed / counted) / 10:.1f}" if counted else "-"


def rows(comparisons):
    for group in TITLES:
        found = [one for one in comparisons if one.subject.group == group]
        if found:
            yield group, [(one.subject.name, one.counted, one.passed) for one in found]


def total(lines):
    return sum(line[1] for line in lines), sum(line[2] for line in lines)


def table(comparisons):
    """The lines of the table for a terminal."""
    made = []
    for group, lines in rows(comparisons):
        if len(lines) > 1:
            lines = [*lines, ("all " + group, *total(lines))]
        made += [f"{name:30} {'python3':>8} {'causette':>9} {'percent':>8}" for name in [group]]
        made += [f"{name:30} {counted:8} {passed:9} {percent(passed, counted):>8}" for name, counted, passed in lines]
    return made


def read_reasons():
    """[(pattern for the name or None, pattern for the text or None, reason)]"""
    found, reason = [], None
    for line in REASONS.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith((" ", "#")):
            reason = line
        elif line.strip() and not line.startswith("#"):
            pattern = line.strip()
            text = pattern.startswith("text:")
            found.append((None, pattern[5:].strip(), reason) if text else (pattern, None, reason))
    return found


def reason_of(reasons, name, text):
    for by_name, by_text, reason in reasons:
        if fnmatch.fnmatchcase(name, by_name) if by_name else fnmatch.fnmatchcase(text, by_text):
            return reason
    return UNKNOWN


def by_reason(comparisons):
    """{reason: {subject: [items]}}: a reason that fits all of a subject is told of the subject alone."""
    reasons = read_reasons()
    made = {}
    for one in comparisons:
        for item, text in one.failed.items():
            short = one.subject.short(item)
            reason = reason_of(reasons, f"{one.subject.name}.{short}", results.last_line(text))
            made.setdefault(reason, {}).setdefault(one.subject.name, []).append(short)
        for reason, of in made.items():
            if one.counted > 1 and len(of.get(one.subject.name, ())) == one.counted:
                of[one.subject.name] = [f"all {one.counted}"]
    return dict(sorted(made.items(), key=lambda pair: pair[0] == UNKNOWN))


def left_out(comparisons, group):
    """How many of what python3 passes are of what is left out by plan: their reason begins so."""
    reasons = read_reasons()
    return sum(reason_of(reasons, f"{one.subject.name}.{one.subject.short(item)}", results.last_line(text)).startswith(LEFT_OUT)
               for one in comparisons if one.subject.group == group for item, text in one.failed.items())


def write(comparisons):
    lines = [HEAD]
    for group, found in rows(comparisons):
        lines += [f"## {TITLES[group]}", "", "| | python3 | causette | % |", "|---|---|---|---|"]
        lines += [f"| {name} | {counted} | {passed} | {percent(passed, counted)} |"
                  for name, counted, passed in [*found, ("**together**", *total(found)),
                                                ("**without what is left out**", total(found)[0] - left_out(comparisons, group),
                                                 total(found)[1])]]
        lines += [""]
    lines += ["## What fails, and why", ""]
    for reason, of in by_reason(comparisons).items():
        lines += [f"### {reason}", ""]
        for name, items in of.items():
            lines.append(f"- {name}: " + ", ".join(re.sub(r"([*_])", r"\\\1", item) for item in items))
        lines.append("")
    PAGE.write_text("\n".join(lines), encoding="utf-8")
