# SPDX-License-Identifier: GPL-3.0-or-later
"""What is run: modules of CPython's tests, and pages of Python's documentation. Each is a subject, of many items.

A subject gives the command that runs it by an interpreter, and passes() says of what ended whether it is right.
"""

import doctest
import hashlib
import os
import pathlib
import re
import shutil

import inside_log
import oracle
import process

HERE = pathlib.Path(__file__).resolve().parent
PAGES = pathlib.Path("/usr/share/doc/python3.11/html/_sources")
PARTS = ("tutorial", "library")
FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL | doctest.DONT_ACCEPT_TRUE_FOR_1
FIRST_LINE = "import os, sys; s = __import__('importlib.util').util.find_spec('test.test_grammar'); print(s.origin if s else '')"


class Methods:
    """A module of the test suite; its items are methods of unittest."""

    group = "tests"
    inside = "inside.py"
    resumes = True

    def __init__(self, name, only=""):
        self.name = name
        self.only = only
        self.module = name if "." in name else f"test.test_{name.removeprefix('test_')}"

    @property
    def path(self):
        folder = tests_folder().joinpath(*self.module.split(".")[1:])
        return folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")

    def exists(self):
        return self.path.exists()

    def command(self, interpreter, scratch):
        return lambda log, left_out: [interpreter, str(HERE / self.inside), self.module, str(log), str(left_out), self.only]

    def packages(self):
        return [tests_folder()]

    def passes(self, _, ended):
        return ended[0] in ("passed", "expected")

    def short(self, item):
        """A method's name without the module's."""
        return item.removeprefix(self.module + ".")


class Page:
    """A page of the documentation; its items are examples, named by their lines."""

    group = "doc"
    inside = "inside_doc.py"
    resumes = False  # an example needs those before it
    only = ""

    def __init__(self, name):
        self.name = name
        self.path = PAGES / f"{name}.rst.txt"
        self.found = None

    def exists(self):
        return self.path.exists()

    @property
    def examples(self):
        if self.found is None:
            self.found = find_examples(self.path.read_text(encoding="utf-8"))
        return self.found

    def command(self, interpreter, scratch):
        file = scratch / "examples"
        file.write_text("".join(f"{inside_log.escape(name)}\t{inside_log.escape(example.source)}\n"
                                for name, example in self.examples.items()), encoding="utf-8")
        return lambda log, left_out: [*without_network(), interpreter, str(HERE / self.inside), str(file), str(log), str(left_out)]

    def packages(self):
        return []

    def passes(self, item, ended):
        example = self.examples[item]
        how, text = ended
        if item.startswith("setup") or how not in ("printed", "raised"):
            return False
        if (how == "raised") != (example.exc_msg is not None):
            return False
        flags = FLAGS
        for flag, value in example.options.items():
            flags = flags | flag if value else flags & ~flag
        if how == "printed":
            return doctest.OutputChecker().check_output(example.want, text, flags)
        kind = re.match(r"[\w.]+", example.exc_msg)
        return bool(kind) and text.split("\n")[-2].partition(":")[0].rpartition(".")[2] == kind[0].rpartition(".")[2]

    def short(self, item):
        return item


def find_examples(text):
    """{line, as text: doctest.Example} in the order of the page. What Sphinx runs before its examples is `setup LINE`."""
    found = {}
    line = 1
    for paragraph in re.split(r"(\n(?:[ \t]*\n)+)", text):
        if ">>> " in paragraph:
            try:
                for example in doctest.DocTestParser().get_examples(paragraph):
                    found[str(line + example.lineno)] = example
            except ValueError:  # no example in the form of one
                pass
        line += paragraph.count("\n")
    for match in re.finditer(r"^( *)\.\. test(?:setup|code)::.*\n((?:\1 +.*\n|[ \t]*\n)*)", text, re.MULTILINE):
        body = "".join(row for row in match[2].splitlines(True) if not re.match(r" *:\w+:", row))
        source = "\n".join(row[min(map(indent, filter(str.strip, body.split("\n"))), default=0):] for row in body.split("\n"))
        found[f"setup {text.count(chr(10), 0, match.start()) + 1}"] = doctest.Example(source.strip("\n"), "")
    return dict(sorted(found.items(), key=lambda item: int(item[0].split()[-1])))


def indent(row):
    return len(row) - len(row.lstrip(" "))


def without_network():
    """Words before a command, so that the pages' examples reach nobody; none where the system does not allow it."""
    words = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-current-user"]
    return words if shutil.which("unshare") and process.run([*words, "true"]).status == 0 else []


def tests_folder():
    """Where python3.11 has CPython's tests; an empty path where it has none."""
    if not hasattr(tests_folder, "found"):
        said = process.run([oracle.PYTHON, "-c", FIRST_LINE]).stdout.decode().strip()
        tests_folder.found = pathlib.Path(said).parent if said else pathlib.Path()
    return tests_folder.found


def listed_modules():
    lines = (HERE / "modules.txt").read_text(encoding="ascii").split("\n")
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def listed_pages():
    return [f"{part}/{file.name.removesuffix('.rst.txt')}" for part in PARTS for file in sorted((PAGES / part).glob("*.rst.txt"))
            if ">>> " in file.read_text(encoding="utf-8")]


def missing():
    """{group: why it cannot be run here}"""
    if not oracle.is_here():
        return dict.fromkeys(("tests", "doc"), f"{oracle.PYTHON} is not Python 3.11")
    found = {}
    if not tests_folder().name:
        found["tests"] = "python3.11 has no tests here (Debian's libpython3.11-testsuite)"
    if not PAGES.is_dir():
        found["doc"] = f"no {PAGES} (Debian's python3.11-doc)"
    return found


def choose(names, only=""):
    """The subjects that these words of the command line mean; all without any."""
    chosen = []
    for name in names or ("tests", "doc"):
        if name == "tests":
            chosen += [Methods(module, only) for module in listed_modules()]
        elif name == "doc":
            chosen += [Page(page) for page in listed_pages()]
        else:
            chosen.append(Page(name) if "/" in name else Methods(name, only))
    return chosen


def digest(*paths):
    made = hashlib.sha256()
    for path in paths:
        made.update(pathlib.Path(path).read_bytes())
        made.update(b"\0")
    return made.hexdigest()[:20]
