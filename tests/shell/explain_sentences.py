#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sentences of explanations, as they stand in the sources: every fact in braces is one, the same facts stand in each
translation, no row is there twice.
"""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
STRINGS = r'((?:\s*"(?:[^"\\]|\\.)*")+)'


def joined(literals):
    """Adjacent C strings as one text."""
    return "".join(json.loads(literal) for literal in re.findall(r'"(?:[^"\\]|\\.)*"', literals))


def facts_in(sentence):
    return set(re.findall(r"\{(\w+)\}", sentence.replace("{{", "")))


def main():
    problems, ids = [], set()
    sources = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "src/explain").glob("*.c"))}
    facts = {path: set(re.findall(r'\{\s*"(\w+)",\s*\w*fact_\w+\s*\}', text)) for path, text in sources.items()}
    common = facts[ROOT / "src/explain/facts.c"]
    sentences = set()
    for path, text in sources.items():
        for literals in re.findall(r"\bN_\(" + STRINGS, text):
            sentence = joined(literals)
            sentences.add(sentence)
            for fact in facts_in(sentence) - facts[path] - common:
                problems.append(f"{path.name}: {{{fact}}} is no fact: {sentence}")
        rows = "".join(re.findall(r"ExplainRow \w+\[\] = \{\n(.*?)^\};", text, re.MULTILINE | re.DOTALL))
        for row in re.findall(r'^    \{ "([^"]+)"', rows, re.MULTILINE):
            if (path, row) in ids:
                problems.append(f"{path.name}: row {row} stands there twice")
            ids.add((path, row))
    if len(ids) < 60 or len(sentences) < 60:
        problems.append(f"only {len(ids)} rows and {len(sentences)} sentences were found")
    for path in sorted((ROOT / "po").glob("*.po")):
        text = path.read_text(encoding="utf-8")
        for original, translation in re.findall(r"^msgid" + STRINGS + r"\nmsgstr" + STRINGS, text, re.MULTILINE):
            original, translation = joined(original), joined(translation)
            if original in sentences and facts_in(original) != facts_in(translation):
                problems.append(f"{path.name}: other facts than in the original: {translation}")
    print(*problems, sep="\n")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
