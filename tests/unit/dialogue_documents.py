# SPDX-License-Identifier: GPL-3.0-or-later
"""dialogue_documents.py UNIT-DIALOGUE ROOT [--record]: documents are read, compared and updated as they must be.

Documents in tests/dialogues/reading have a listing of what is read of them beside, NAME.list; --record writes these anew, to be
read by whoever changed them. Bare prompts and comparing have an oracle, Python's doctest; updating has a property: what was shown is
then what is expected, and updating again changes nothing."""

import doctest
import pathlib
import random
import re
import subprocess
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))

from patience import work_seconds

UNIT = ROOT = None
RECORD = False
OPTIONS = {"ELLIPSIS": 1, "NORMALIZE_WHITESPACE": 2, "IGNORE_EXCEPTION_DETAIL": 4, "DONT_ACCEPT_BLANKLINE": 8, "SKIP": 16, "DONT_ACCEPT_TRUE_FOR_1": 32,
           "DONT_ACCEPT_PLACEHOLDER": 64}
RST, MARKDOWN = 1, 2


class Served:
    """The unit program, asked one request at a time."""

    def __enter__(self):
        self.process = subprocess.Popen([UNIT, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        assert self.process.wait() == 0, "the unit program failed"

    def ask(self, *parts):
        self.process.stdin.write(b"".join(part if isinstance(part, bytes) else part.encode() for part in parts))
        self.process.stdin.flush()

    def line(self):
        line = self.process.stdout.readline()
        assert line.endswith(b"\n"), "the unit program ended"
        return line.decode().rstrip("\n")

    def bytes(self, count):
        return self.process.stdout.read(int(count)).decode()

    def read(self, text, kind=0):
        data = text if isinstance(text, bytes) else text.encode()
        self.ask(f"read {len(data)} {kind}\n", data)
        turns, problems = [], []
        while (line := self.line()) != "end":
            word, rest = line.split(" ", 1)
            if word != "turn":
                problems.append(rest)
                continue
            number, indent, options, cleared, source, expected = map(int, rest.split())
            turns.append((number, indent, options, cleared, self.bytes(source), self.bytes(expected)))
        return turns, problems

    def match(self, want, got, options=0):
        want, got = want.encode(), got.encode("utf-8", "surrogateescape")
        self.ask(f"match {options} {len(want)} {len(got)}\n", want, got)
        return self.line()

    def update(self, text, shown):
        data = text.encode()
        self.ask(f"update {len(data)} {len(shown)}\n", data)
        for one in shown:
            one = one.encode("utf-8", "surrogateescape")
            self.ask(f"{len(one)}\n", one)
        word, differs, count = self.line().split()
        new, problems = self.bytes(count), []
        while (line := self.line()) != "end":
            problems.append(line)
        assert word == "updated", problems
        return new, bool(int(differs)), problems


class Reading(unittest.TestCase):
    def test_listings(self):
        folder = ROOT / "tests/dialogues/reading"
        documents = sorted(path for path in folder.iterdir() if path.suffix in (".rst", ".md", ".txt"))
        self.assertGreater(len(documents), 10)
        for path in documents:
            listed = subprocess.run([UNIT, "list", path], capture_output=True, check=True).stdout
            beside = path.with_name(path.name + ".list")
            if RECORD:
                beside.write_bytes(listed)
            with self.subTest(path.name):
                self.assertEqual(listed.decode(), beside.read_bytes().decode())

    def test_example(self):
        path = ROOT / "tests/dialogues/passing/exemple.rst"
        want, bare = [], iter(["serveur", "serveur", "client", "client"])
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r" +(?:\((\w+)\) )?>>> ?(.*)", line)
            if found:
                want.append((number, found[1] or next(bare), found[2]))
        listed = subprocess.run([UNIT, "list", path], capture_output=True, check=True).stdout.decode()
        self.assertNotIn("problem", listed)
        got = []
        for line in listed.splitlines():
            turn = re.match(r" *(\d+) (\w+):", line)
            if turn:
                got.append((int(turn[1]), turn[2], ""))
            elif typed := re.match(r" *(\d+)  < (.*)", line):
                got[-1] = (*got[-1][:2], typed[2])
        self.assertEqual(got, want)
        self.assertEqual(re.findall(r"^ *(\d+)  > (.*)", listed, re.M),
                         [("106", "7"), ("111", "b'Bonjour'"), ("117", "12"), ("122", "b'Comment va ?'")])

    def test_no_text(self):
        with Served() as served:
            for data, problem in [(b"", "1: no turns"), (b"prose\n", "1: no turns"), (b">>> 1\n\0", "2: a zero byte"),
                                  (b">>> 1\n1\n\n\xe9\n", "4: byte 0xe9 is not UTF-8"), (b"\xff\xfe>\0", "1: the document is UTF-16"),
                                  (b"a\r\n\r\n\xed\xa0\x80", "3: byte 0xed is not UTF-8"),
                                  (b">>> 1\n" * 3_000_000, "1: the document is larger")]:
                turns, problems = served.read(data)
                self.assertEqual(turns, [])
                self.assertEqual(len(problems), 1)
                self.assertTrue(problems[0].startswith(problem), problems)

    def test_tabs(self):
        """What is typed keeps them; what is expected is compared by columns."""
        with Served() as served:
            for text, source in (('>>> "x\ty"\n', '"x\ty"\n'), ("\t>>> if 1:\n\t... \tx\n", "if 1:\n\tx\n"), (">>>\tx\n", "    x\n"),
                                 ("(a) >>> f(\t1,\n...\t2)\n", "f(\t1,\n    2)\n")):
                turns, problems = served.read(text)
                self.assertEqual(([turn[4] for turn in turns], problems), ([source], []), text)

    def test_line_ends(self):
        with Served() as served:
            text = "Title\n\n>>> for i in ():\n...\tpass\n...\n\t>>> 1\n\té\tx\n\n>>> 2"
            want = served.read(text)
            self.assertEqual(want[0][1][4:], ("1\n", "é       x\n"))
            for other in (text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\ufeff" + text):
                self.assertEqual(served.read(other), want)

    def test_a_computed_prompt(self):
        with Served() as served:
            document = ">>> import sys\n>>> sys.ps1 = f'({name}) >>> '\n>>> 1\n(a) >>> 2\n(b) >>> 3\n"
            for prompt, line, answer in [("(a) >>> ", 2, "1 a a >>> 2 a b"), ("(new) >>> ", 2, "1 new new >>> 2 a b"),
                                         ("x> ", 2, "1 x x >>> 2 a b"), ("(a) >>> ", 1, "0 >>> >>> >>> 2 a b")]:
                data = document.encode()
                served.ask(f"name {len(data)} {line}\n", data, f"{len(prompt)}\n{prompt}")
                self.assertEqual(served.line(), answer)
            data = b"(a) >>> 1\n>>> s.ps1 = f()\n"
            served.ask(f"name {len(data)} 2\n", data, b"8\n(a) >>> ")
            self.assertEqual(served.line(), "0 a >>>")

    def test_problems_are_bounded(self):
        with Served() as served:
            turns, problems = served.read("".join(f">>> {i}  # causette: what{i}\n\n" for i in range(100)))
            self.assertEqual((len(turns), len(problems)), (100, 21))
            self.assertEqual(problems[20], "80 more")
            many = "".join(f"(r{i}) >>> 1\n" for i in range(101))
            self.assertIn("101: more than 100 roles", served.read(many)[1][0])


class Hostile(unittest.TestCase):
    def test_reading_takes_no_longer_than_the_text(self):
        documents = [b">>> 1  # causette:" + b' input="aaaa"' * 50000, b">>> 1 " + b"#" * 500000 + b" " * 500000,
                     b">>> sys.ps1 = 'r%d> '\n" * 20000, b"<!-- causette: new dialogue -->\n>>> 1\n" * 20000, b">>> 1\n" + b"<int:" * 200000,
                     b"<!-- causette: with a=b -->\n" * 20000 + b">>> 1\n", b">>> 1 " + b"\"'\\" * 300000, b">>> 1\n" + b"... 1\n" * 200000,
                     b".. causette:\n" * 50000, b">>> 1\n" + HEADER.encode() * 30000, b"\t" * 1000000 + b">>> 1\n"]
        with Served() as served:
            for data in documents:
                before = work_seconds(served.process.pid)
                served.read(data)
                self.assertLess(work_seconds(served.process.pid) - before, 10, data[:60])


def random_document(random):
    """Lines that are more often than not a document of doctest."""
    lines = []
    for _ in range(random.randrange(1, 8)):
        indent = " " * random.choice([0, 0, 4, 2])
        kind = random.randrange(6)
        if kind == 0:
            lines.append(random.choice(["Prose, and more.", indent + "Code::", "", "  ", "Title\n=====", "* a", ".. note:: b"]))
            continue
        options = random.choice(["", "", "", "  # doctest: +ELLIPSIS", " #doctest:+SKIP,-ELLIPSIS", " # doctest: +REPORT_NDIFF"])
        lines.append(indent + ">>> " + random.choice(["1", "x = 'é'", "for i in x:", "'>>> '", "f( 1)", "'#'", "  spaced", "'''x'''"]) + options)
        for _ in range(random.choice([0, 0, 1, 3])):
            lines.append(indent + random.choice(["...     print(i)", "...", "... ", "... )", "...  # doctest: +NORMALIZE_WHITESPACE"]))
        for _ in range(random.choice([0, 1, 1, 3])):
            lines.append(indent + random.choice(["1", "  deeper", "b'\tx'", "<BLANKLINE>", ". ..", "Traceback (most recent call last):",
                                                 "ValueError: 1", "trailing  ", "é\té"]))
        if random.randrange(3):
            lines.append(random.choice(["", "   "]))
    return "\n".join(lines) + random.choice(["", "\n"])


class BesideDoctest(unittest.TestCase):
    def test_reading(self):
        parser, chance, compared = doctest.DocTestParser(), random.Random(4), 0
        with Served() as served:
            for _ in range(3000):
                text = random_document(chance)
                try:
                    examples = parser.get_examples(text)
                except ValueError:
                    continue
                turns, _ = served.read(text, RST)
                # doctest drops an empty last line, which a terminal needs
                got = [(number, indent, options, cleared, source[:-1].removesuffix("\n") + "\n", expected) for number, indent, options, cleared, source, expected in turns
                       if not re.fullmatch(r" *(#.*)?\n?", source)]
                want = []
                for one in examples:
                    named = {OPTIONS.get(name, 0): value for flag, name in ((doctest.OPTIONFLAGS_BY_NAME[n], n) for n in doctest.OPTIONFLAGS_BY_NAME)
                             for value in [one.options.get(flag)] if value is not None}
                    want.append((one.lineno + 1, one.indent, sum(bit for bit in named if named[bit]), sum(bit for bit in named if not named[bit]),
                                 one.source, one.want))
                self.assertEqual(got, want, text)
                compared += bool(want)
        self.assertGreater(compared, 1000)

    def test_matching(self):
        chance, checker, same = random.Random(5), doctest.OutputChecker(), [0, 0]
        pieces = ["a", "b", "aa", "...", "...", " ", "  ", "\n", "\n", "<BLANKLINE>\n", "1", "é", "aab", ".", "\n   \n",
                  "\\xe9", "\\u0394", "Δ", "\\", "\\n", "😀", "\\U0001f600", "0\n", "True\n", "False\n"]
        alike = {"\\xe9": "é", "é": "\\xe9", "\\u0394": "Δ", "Δ": "\\u0394", "😀": "\\U0001f600", "1": "True", "0\n": "False\n"}
        names = ["ELLIPSIS", "NORMALIZE_WHITESPACE", "DONT_ACCEPT_BLANKLINE", "DONT_ACCEPT_TRUE_FOR_1"]
        with Served() as served:
            for _ in range(20000):
                want = [chance.choice(pieces) for _ in range(chance.randrange(6))]
                got = [chance.choice(pieces[:3]) if part == "..." and chance.randrange(2) else "\n" if part == "<BLANKLINE>\n" and chance.randrange(4)
                       else alike[part] if part in alike and chance.randrange(2)
                       else chance.choice(pieces) if not chance.randrange(8) else part for part in want]
                want = re.sub(r"(?m)^ *\n", "", "".join(want))
                want, got = re.sub(r"(?m)^ *\n", "", want and want.rstrip("\n") + "\n"), "".join(got)
                if got and not got.endswith("\n"):
                    got += "\n"
                chosen = [name for name in names if not chance.randrange(3)]
                flags = sum(doctest.OPTIONFLAGS_BY_NAME[name] for name in chosen)
                oracle = checker.check_output(want, got, flags)
                ours = served.match(want, got, sum(OPTIONS[name] for name in chosen))
                self.assertEqual(ours[0], str(int(oracle)), (want, got, chosen, ours))
                same[oracle] += 1
        self.assertGreater(min(same), 3000)

    def test_tracebacks(self):
        """What doctest makes of an expected exception and the one that came."""
        messages = ["ValueError: a", "ValueError: b", "mod.ValueError: a", "KeyError: 'x: y'", "ValueError", "ValueError: a\nmore"]
        stacks = ["", "  File \"x\", line 1\n    y\n", "    ...\n", "...\n"]
        header, checker = "Traceback (most recent call last):\n", doctest.OutputChecker()
        with Served() as served:
            for expected in messages:
                for shown in messages:
                    for stack in stacks:
                        for detail in (False, True):
                            want, got = header + stack + expected + "\n", header + "  File \"<stdin>\", line 1, in <module>\n" + shown + "\n"
                            oracle = checker.check_output(expected + "\n", shown + "\n", 0)
                            if detail and not oracle:
                                oracle = doctest._strip_exception_details(expected + "\n") == doctest._strip_exception_details(shown + "\n")
                            ours = served.match(want, got, OPTIONS["IGNORE_EXCEPTION_DETAIL"] * detail)
                            self.assertEqual(ours[0], str(int(oracle)), (want, got, detail))


HEADER = "Traceback (most recent call last):\n"


class Matching(unittest.TestCase):
    SAME = [
        ("<int>\n", "-12\n"), ("port <port>, <hex> <float>\n", "port 80, 0xff 1.5e-3\n"), ("<float>\n", "nan\n"),
        ("('127.0.0.1', <port:A>) <port:A>\n", "('127.0.0.1', 4242) 4242\n"), ("<int>\n", "<int>\n"), ("a<...>c\n", "abbc\n"),
        ("<...>b<...>c\n", "abc\n"), ("<...>\n", "\n"), ("<...:X> <...:X>\n", "ab ab\n"), ("x\n", "x"), ("a       b\n", "a\tb\n"),
        ("<socket fd=<int>>\n", "<socket fd=4>\n"), ("^C" + HEADER + "KeyboardInterrupt\n", HEADER + "  File\nKeyboardInterrupt\n"),
        ("^C\nKeyboardInterrupt\n", "KeyboardInterrupt\n"), ("^Ca\n", "^Ca\n"), ("x<hex>g\n", "x0g\n"),
        ("out\n" + HEADER + "  ...\nE: 1\n", "out\n" + HEADER + "  File\n    x\nE: 1\n"),
        (HEADER + "    ...\nSyntaxError: x\n", '  File "<stdin>", line 1\n    1 x\n    ^^^\nSyntaxError: x\n'),
        (HEADER + "TypeError: y\n", HEADER + "  F\nKeyError: x\n\nDuring handling:\n\n" + HEADER + "  F\nTypeError: y\n"),
        ('  File "<stdin>", line 1\nSyntaxError: x\n', '  File "<stdin>", line 1\nSyntaxError: x\n'),
    ]
    OTHER = [
        ("<int>\n", "1.5\n", "0 0 5 0 1"), ("<port>\n", "65536\n", None), ("<port>\n", "0\n", None), ("<int>5\n", "15\n", None),
        ("<port:A> <port:A>\n", "1 2\n", "0 0 9 0 2"), ("<...:X> <...:X>\n", "ab cd\n", None), ("a<...>c\n", "a\nc\n", None),
        ("abc\nabd\n", "abc\nabx\n", "0 1 2 1 2"), ("\n", "x\n", None), ("a\n", "", "0 0 0 0 0"), ("", "a\n", "0 0 0 0 0"),
        ("a\n", "a\nb\n", None), ("1\n", "True\n2\n", None), ("'\\u0394a'\n", "'Δb'\n", "0 0 7 0 3"), ("E: 1\n", HEADER + "E: 1\n", None), ("a\n", "^Ca\n", "0 0 0 0 0"),
        (HEADER + "  ...\nE: 1\n", HEADER + "  File x\n    y\nE: 2\n", "0 2 3 3 3"), ("^Cab\n", "ac\n", "0 0 3 0 1"),
    ]

    def test_placeholders_and_the_rest(self):
        with Served() as served:
            for want, got in self.SAME:
                self.assertEqual(served.match(want, got), "1", (want, got))
            for want, got, answer in self.OTHER:
                ours = served.match(want, got)
                self.assertTrue(ours == answer or (answer is None and ours[0] == "0"), (want, got, ours))
            self.assertEqual(served.match("a ...b <int>\n", "a x\ny b 3\n", 1), "1")
            self.assertEqual(served.match("...<int:N>...<int:N>\n", "x 1 y 1\n", 1), "1")

    def test_hostile(self):
        """Patterns that take a backtracking matcher for ever."""
        with Served() as served:
            self.assertEqual(served.match("...a" * 3000 + "b\n", "a" * 100000 + "\n", 1)[0], "0")
            self.assertIn("costly", served.match("...<...>x<...>y\n", "x" * 300000 + "\n", 1))
            self.assertEqual(served.match("<...>a" * 3000 + "b\n", "a" * 100000 + "\n")[0], "0")
            self.assertEqual(served.match("".join(f"<int:n{i}>\n" for i in range(3000)), "1\n" * 3000), "1")
            self.assertIn("costly", served.match("".join(f"<int:n{i}>\n" for i in range(30000)), "1\n" * 30000))


class Updating(unittest.TestCase):
    def check(self, old, shown, want, problem=None):
        with Served() as served:
            new, differs, problems = served.update(old, shown)
            self.assertEqual(new, want)
            self.assertEqual(differs, new != old)
            self.assertEqual(problem is None, not problems, problems)
            if problem:
                self.assertIn(problem, problems[0])
            elif served.read(new)[0]:
                self.assertEqual(served.update(new, shown), (new, False, []))

    def test_cases(self):
        check = self.check
        check(">>> 1\n2\n", ["1\n"], ">>> 1\n1\n")
        check(">>> 1\n\nprose", ["1\n"], ">>> 1\n1\n\nprose")
        check(">>> 1", ["1\n"], ">>> 1\n1")
        check(">>> 1\r\n2", ["1\n3\n"], ">>> 1\r\n1\r\n3")
        check(">>> 1\n2", [""], ">>> 1")
        check(">>> 1\r\n2\n>>> 3\n4\r\n", ["1\n", "3\n"], ">>> 1\r\n1\n>>> 3\n3\r\n")
        check(">>> 1\n2\r\n3\n", ["1\n3\n4\n"], ">>> 1\n1\r\n3\n4\n")
        check("\t>>> f()\r\n\t1\r\n\tkept\t.\r\n\t3\r\n\r\n", ["0\nkept   .\n\n4"], "\t>>> f()\r\n\t0\r\n\tkept   .\r\n\t<BLANKLINE>\r\n\t4\r\n\r\n")
        check("  (a) >>> x  # causette: +ELLIPSIS\n  a\n  ...\n  end 5\n\n(b) >>> y\n1\n", ["a\nb\nc\nend 6\n", "1\n"],
              "  (a) >>> x  # causette: +ELLIPSIS\n  a\n  ...\n  end 6\n\n(b) >>> y\n1\n")
        check("(a) >>> x\n('h', <port:P>) 1\nfd=3 port=<port:Q>)\n<int> kept\n", ["('h', 99) 2\nfd=4 port=77)\n8 kept\n"],
              "(a) >>> x\n('h', <port:P>) 2\nfd=4 port=<port:Q>)\n<int> kept\n")
        check(">>> x\n<port:P>\n>>> y\na=<port:P> b=<int> c=1\n", ["80\n", "a=81 b=5 c=2\n"], ">>> x\n<port:P>\n>>> y\na=81 b=<int> c=2\n")
        check(">>> x\n<socket <...> laddr=('h', <port>), 1>\n", ["<socket fd=3 laddr=('h', 5), 2>\n"], ">>> x\n<socket <...> laddr=('h', <port>), 2>\n")
        check(">>> x\n<int>\n<int><hex>.\n", ["1.5\n12.5\n"], ">>> x\n1.5\n<int>.5\n")
        check("(a) >>> x\nat <int> of 3\n", ["at 7 of 4\n"], "(a) >>> x\nat <int> of 4\n")
        check(">>> x\n1\n2\n3\n", [""], ">>> x\n")
        check(">>> x\n1\n2\n4\n", ["1\n3\n4\n5\n"], ">>> x\n1\n3\n4\n5\n")
        check(">>> x\n" + HEADER + "  ...\nE: 1\n", [HEADER + "  File 1\n    y\nE: 2\n"], ">>> x\n" + HEADER + "  ...\nE: 2\n")
        check(">>> x\n1\n", [HEADER + "  File 1\n    y\nE: 2\n"], ">>> x\n" + HEADER + "  File 1\n    y\nE: 2\n")
        check(">>> x\n^C" + HEADER + "  ...\nE: 1\n", [HEADER + "  File 1\nE: 2\n"], ">>> x\n^C" + HEADER + "  ...\nE: 2\n")
        check(">>> x\n^C\nE: 1\n", ["^CE: 2\n"], ">>> x\n^C\nE: 2\n")
        check(">>> x\n^Cab\n", ["cd\n"], ">>> x\n^Ccd\n")
        check("```\n>>> x\n1\n```\n", ["2\n"], "```\n>>> x\n2\n```\n")
        check("<!-- causette:\n(a) >>> x\n1\n-->\n", ["2\n3\n"], "<!-- causette:\n(a) >>> x\n2\n3\n-->\n")
        check("\ufeff>>> x\n", ["\ta\tb\n"], "\ufeff>>> x\n        a       b\n")

    def test_text_right_below(self):
        """It is not what the turn expects, and stays."""
        check = self.check
        check("<pre>\n>>> x\n3\n</pre>\n", ["2\n"], "<pre>\n>>> x\n2\n</pre>\n")
        check("<pre class='a'>\n>>> x\n</pre>\ny\n", ["2\n"], "<pre class='a'>\n>>> x\n2\n</pre>\ny\n")
        check("<pre>\n>>> x\n1\n2</pre>\ny\n", ["3\n2\n"], "<pre>\n>>> x\n3\n2</pre>\ny\n")
        check("<pre>\n>>> x\n1</pre>\n", ["2\n"], "<pre>\n>>> x\n1</pre>\n", "end stands in a line")
        for text in ("# Heading\n", "Heading\n===\n", "=======\nHeading\n=======\n", "This is prose.\n", "* item of a list\n  goes on\n", "1. first\n",
                     "| a | row |\n", "[a link](there)\n", ".. note:: this\n", "</div>\n", "And *this*, `too` (more or less)\nis it\n", "un texte en français\n"):
            check(">>> x\n3\n" + text, ["2\n"], ">>> x\n2\n\n" + text)
            check("  >>> x\n  " + text.replace("\n", "\n  ").rstrip(" "), ["2\n"], "  >>> x\n  2\n\n  " + text.replace("\n", "\n  ").rstrip(" "))
            check(">>> x\n3\n" + text, ["3\n"], ">>> x\n3\n\n" + text)
            check(">>> x\n1\n" + text, [""], ">>> x\n\n" + text)
            check("```\n>>> x\n3\n" + text + "```\n", ["2\n"], "```\n>>> x\n2\n```\n")
            check("    >>> x\n    3\n    " + text.replace("\n", "\n    ").rstrip(" "), ["2\n"], "    >>> x\n    2\n")
        for text in ("b'x'\n", "[1, 2, 3]\n", "ValueError: this is no prose at all\n", "<a repr of it>\n", "3\n", "a  b  c\n", "('a', 1) is b\n"):
            check(">>> x\n3\n" + text, ["2\n"], ">>> x\n2\n")
        check(">>> x\n" + HEADER + "  File\nValueError: it was no good at all\n", ["2\n"], ">>> x\n2\n")
        check(">>> x\nThis is shown too.\n3\n", ["This is shown too.\n4\n"], ">>> x\nThis is shown too.\n4\n")

    def test_what_differs_each_time(self):
        """Ports that the kernel chose and addresses become placeholders, a port that is shown twice one with a name."""
        check = self.check
        check(">>> x\n", ["('h', 40001)\n"], ">>> x\n('h', <port>)\n")
        check(">>> x\n>>> y\nold\n", ["('h', 40001) 40002\n", "40001, 3000\n"], ">>> x\n('h', <port:A>) <port>\n>>> y\n<port:A>, 3000\n")
        check(">>> x\n<port:A>\n>>> y\n>>> z\n", ["40001\n", "40001 40002\n", "40002\n"], ">>> x\n<port:A>\n>>> y\n<port:A> <port:B>\n>>> z\n<port:B>\n")
        check(">>> x(40001)\n", ["40001\n"], ">>> x(40001)\n40001\n")
        check(">>> x\n<port>\n>>> y\n1\n", ["40001\n", "40001\n"], ">>> x\n<port>\n>>> y\n<port>\n")
        check(">>> x\n", ["<a at 0x7f12ab>\n"], ">>> x\n<a at 0x<hex>>\n")

    def test_refusals(self):
        check = self.check
        for shown, why in [("\x1b[1mbold\n", "control characters"), ("a\rb\n", "control characters"), ("\udce9\n", "not UTF-8"),
                           (">>> 2\n", "prompt"), ("(b) >>> \n", "prompt"), ("<port:>\n", "placeholder"), ("<int> 1\n", "placeholder"), ("a\na <...>\n", "placeholder"),
                           ("<BLANKLINE>\n", "empty line"), ("^Cx\n", "interrupt"),
                           ("... x\n", "something else"), ("```\n", "something else")]:
            check(">>> 1\n2\n\n>>> 3\n4\n", [shown, "5\n"], ">>> 1\n2\n\n>>> 3\n5\n", why)
        check(">>> 1  # doctest: +DONT_ACCEPT_BLANKLINE\n", ["\na\n"], ">>> 1  # doctest: +DONT_ACCEPT_BLANKLINE\n", "empty line")
        check("<!-- causette:\n(a) >>> x\n1\n-->\n", ["-->\n"], "<!-- causette:\n(a) >>> x\n1\n-->\n", "something else")
        check(">>> import sys; sys.ps1 = 'srv> '\nsrv> 1\n", ["", "srv> 2\n"], ">>> import sys; sys.ps1 = 'srv> '\nsrv> 1\n", "prompt")

    def test_placeholders_switched_off(self):
        """What a program shows that looks like one is written as it is, and stands for itself alone."""
        turn = ">>> x  # causette: +DONT_ACCEPT_PLACEHOLDER\n"
        self.check(turn, ["<int> 40001\n\n<a at 0x7f12ab>\n"], turn + "<int> 40001\n<BLANKLINE>\n<a at 0x7f12ab>\n")
        self.check(turn + "<int> <...>\n", ["5 <...>\n"], turn + "5 <...>\n")

    def test_any_document(self):
        """Updating makes a document of what was shown, and a second time nothing of it."""
        chance, rewritten = random.Random(6), 0
        lines = ["1", "two words", "now three words", "", "  deep", "('127.0.0.1', 4242)", "a 1 b", "a 2 b", "x\ty", HEADER.rstrip(), "  File \"<stdin>\"", "E: 1", "..."]
        holes = ["<int>", "a <int> b", "<...>", "...", "('127.0.0.1', <port:A>)", "<BLANKLINE>", "a <...> b"]
        with Served() as served:
            for _ in range(3000):
                text, shown = [], []
                for role in range(chance.randrange(1, 4)):
                    indent = chance.choice(["", "  ", "\t"])
                    text.append(f"{indent}(r{role}) >>> f()" + chance.choice(["", "  # causette: +ELLIPSIS", "  # doctest: +NORMALIZE_WHITESPACE"]))
                    text += [indent + (chance.choice(holes + lines) or "<BLANKLINE>") for _ in range(chance.choice([0, 1, 2, 5]))]
                    if text[-2:] and text[-1].strip() == "..." and ">>>" in text[-2]:
                        text.pop()
                    text += [""] * chance.randrange(2)
                    shown.append("".join(chance.choice(lines) + "\n" for _ in range(chance.choice([0, 1, 2, 5]))))
                    if shown[-1].startswith("..."):
                        shown[-1] = ""
                document = chance.choice(["\n", "\r\n"]).join(text)
                new, differs, problems = served.update(document, shown)
                self.assertEqual(problems, [], document)
                self.assertEqual(served.update(new, shown), (new, False, []), document)
                self.assertEqual(differs, new != document)
                self.assertEqual(new[-1] in "\r\n", document[-1] in "\r\n")
                rewritten += differs
                old_turns, turns = served.read(document)[0], served.read(new)[0]
                self.assertEqual([turn[4] for turn in turns], [turn[4] for turn in old_turns])
        self.assertGreater(rewritten, 1500)


if __name__ == "__main__":
    RECORD = "--record" in sys.argv
    UNIT, ROOT = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1] + [argument for argument in sys.argv[3:] if argument != "--record"], verbosity=1)
