#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sentence for people has its French, and says the same values in it.

With --update the catalogs are brought up to date with the sources first: new sentences without a
translation, sentences that nobody says any more taken out. The date of the template stays out: it would be all that changes.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KEYWORDS = ("_", "N_", "_n:1,2")
UNAVAILABLE = 77


def run(*command):
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


# A row of a module's table: its name or signature, its function, its line of help; and a class's own line. What begins with
# an underscore is shown by no list of help().
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
ROW = re.compile(rf'\{{\s*(?="[A-Za-z])(?:{LITERAL}\s*)+,\s*\w+,\s*((?:{LITERAL}\s*)+)')
CLASS_LINE = re.compile(rf'\.doc = ((?:{LITERAL}\s*)+)')
# A class or a module whose line of help has no `.doc =` before it is not found, so there is none.
POSITIONAL = re.compile(r'(?:ClassSpec|ModuleSpec) (\w+) = \{\s*[^.\s]')


def write_lines_of_help(path):
    """The lines of help in the modules' tables, as a source that says N_ of each: the tables themselves do not."""
    with open(path, "w", encoding="utf-8") as out:
        for file in sorted((ROOT / "src").rglob("*.[ch]")):
            text = file.read_text(encoding="utf-8").replace("\\\n", "\n")
            for literals in ROW.findall(text) + CLASS_LINE.findall(text):
                out.write(f"N_({literals.strip()})\n")


def template(path):
    """What the sources say, as a template of a catalog."""
    sources = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "src").rglob("*.c"))
    sources.append(f"{path}.c")
    write_lines_of_help(sources[-1])
    keywords = [f"--keyword={keyword}" for keyword in KEYWORDS]
    run("xgettext", "--language=C", "--from-code=UTF-8", "--keyword", *keywords, "--no-location", "--sort-output", "--force-po",
        "--package-name=causette", "-o", path, *sources)


def update(po, pot):
    run("msgmerge", "--quiet", "--update", "--backup=none", "--no-fuzzy-matching", "--sort-output", "--no-wrap", po, pot)
    run("msgattrib", "--no-obsolete", "--no-wrap", "-o", po, po)
    path = ROOT / po
    path.write_text(re.sub(r'^"POT-Creation-Date: .*\n', "", path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")


def untranslated(po, pot):
    """The sentences that this catalog lacks."""
    with tempfile.NamedTemporaryFile(suffix=".po") as merged:
        run("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", "-o", merged.name, po, pot)
        missing = run("msgattrib", "--untranslated", "--no-obsolete", "--no-wrap", merged.name)
    entries = re.findall(r'^msgid ((?:".*"\n)+)', missing, re.MULTILINE)
    return ["".join(re.findall(r'"(.*)"', entry)) for entry in entries][1:]  # behind the header


def main(arguments):
    if not shutil.which("xgettext"):
        print("gettext is not installed")
        return UNAVAILABLE
    status = 0
    for file in sorted((ROOT / "src").rglob("*.c")):
        for name in POSITIONAL.findall(file.read_text(encoding="utf-8")):
            status = 1
            print(f"{file.relative_to(ROOT)}: {name} does not name its fields")
    with tempfile.TemporaryDirectory() as folder:
        pot = f"{folder}/causette.pot"
        template(pot)
        for po in sorted(ROOT.glob("po/*.po")):
            name = str(po.relative_to(ROOT))
            if "--update" in arguments:
                update(name, pot)
            checked = subprocess.run(["msgfmt", "--check-format", "--check-domain", "-o", "/dev/null", name], cwd=ROOT, capture_output=True, text=True)
            status |= checked.returncode
            print(checked.stderr, end="")
            for sentence in untranslated(name, pot):
                status = 1
                print(f"{name}: not translated: {sentence}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
