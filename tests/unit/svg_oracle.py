# SPDX-License-Identifier: GPL-3.0-or-later
"""svg_oracle.py PROGRAM: what unit-svg draws, read by another reader of XML and measured.

Each row is there once, in its order, with its whole text or the text on hover; no two labels overlap, nor does one lie on a lifeline
or a bar, and nothing is outside; each wait has a bar from its call to its return; colours have their contrast, in light and dark.
What a browser makes of the same files: tests/browser/ladder.py.
"""

import functools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import xml.etree.ElementTree as ElementTree

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
SVG = "{http://www.w3.org/2000/svg}"
MANY_ROWS = 10000
LARGEST = 5_000_000
CELL = 0.61
CONTRAST = 4.5
SIZES = {"n": 17, "h": 14, "p": 11, "s": 11}
CENTRED = "hdpt"
GROUNDS = ("g", "h rect", "b .w", "circle")  # what is filled, for others to lie on


def shown(text):
    """What XML may show of a text: as xml.h says it."""
    characters = []
    for character in text:
        if "\udc80" <= character <= "\udcff":  # a byte that is no UTF-8
            characters.append("\ufffd")
        elif character in "\t\n\r":
            characters.append(" ")
        elif not (character < " " or "\x7f" <= character < "\xa0" or "\ud800" <= character <= "\udfff"
                  or character in "\ufffe\uffff"):
            characters.append(character)
    return "".join(characters)


def cells(text):
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    flat = sum(unicodedata.category(character) in ("Mn", "Me", "Cf") for character in text)
    return len(text) + wide - flat


def points(path):
    """All points of a path that is made of M m H h V v L l z."""
    x = y = 0
    for command, numbers in re.findall(r"([MmHhVvLlz])([^MmHhVvLlz]*)", path):
        values = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", numbers)]
        if command == "z":
            continue
        if command in "Hh":
            x = values[0] + (x if command == "h" else 0)
        elif command in "Vv":
            y = values[0] + (y if command == "v" else 0)
        else:
            x, y = values[0] + (x if command in "ml" else 0), values[1] + (y if command in "ml" else 0)
        yield x, y


def box_of_points(path):
    xs, ys = zip(*points(path))
    return min(xs), min(ys), max(xs), max(ys)


def box_of_text(group, text):
    """(left, top, right, bottom) as the layout means it: a cell is 0.61 em."""
    kind, own = group.split(" ")[0], text.get("class", "")
    size = SIZES.get(own or kind, SIZES.get(kind, 13))
    width = float(text.get("textLength") or cells(text.text or "") * CELL * size)
    x, y = float(text.get("x")), float(text.get("y"))
    if own == "s":
        x -= width
    elif kind and kind in CENTRED and own != "o":
        x -= width / 2
    return x, y - 0.8 * size, x + width, y + 0.25 * size


def box_of_rectangle(rectangle):
    x, y = float(rectangle.get("x")), float(rectangle.get("y"))
    return x, y, x + float(rectangle.get("width")), y + float(rectangle.get("height"))


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def meetings(boxes):
    """Pairs that overlap, found by sweeping from top to bottom."""
    boxes = sorted(boxes, key=lambda box: box[1])
    for i, box in enumerate(boxes):
        for other in boxes[i + 1:]:
            if other[1] >= box[3]:
                break
            if meet(box, other):
                yield box, other


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


class Drawing:
    """A picture's file, and what was to be drawn."""

    def __init__(self, folder, name):
        self.name = name
        self.bytes = (folder / f"{name}.svg").read_bytes()
        self.root = ElementTree.fromstring(self.bytes)
        self.wanted = json.loads((folder / f"{name}.json").read_text())
        self.rows = self.wanted["rows"]
        groups = self.root.findall(f"{SVG}g")
        self.heads = [group for group in groups if group.get("class") == "h"]
        self.groups = [group for group in groups if group.get("class") != "h"]

    def texts(self):
        """(class of the group, text element) of all."""
        for child in self.root:
            if child.tag == f"{SVG}text":
                yield "", child
            for text in child.findall(f"{SVG}text"):
                yield child.get("class"), text

    def label(self, number):
        return next(text for text in self.groups[number].findall(f"{SVG}text") if text.get("class") != "s")

    def lifelines(self):
        line = self.root.find(f"{SVG}path[@class='l']")
        spans = [] if line is None else re.findall(r"M(\d+) (\d+)V(\d+)", line.get("d"))
        return [(int(x), int(top), int(end)) for x, top, end in spans]

    def bars(self):
        """[(number of the row, box)]"""
        return [(number, box_of_points(path.get("d"))) for number, group in enumerate(self.groups)
                for path in group.findall(f"{SVG}path[@class='w']")]


FOLDER = tempfile.TemporaryDirectory()
subprocess.run([PROGRAM, FOLDER.name], check=True)
DRAWINGS = [Drawing(pathlib.Path(FOLDER.name), path.stem) for path in sorted(pathlib.Path(FOLDER.name).glob("*.svg"))]


def named(name):
    return next(drawing for drawing in DRAWINGS if drawing.name == name)


def with_each(test):
    """The test, with each of the drawings."""
    @functools.wraps(test)
    def tests(self):
        for drawing in DRAWINGS:
            with self.subTest(drawing.name):
                test(self, drawing)
    return tests


class Pictures(unittest.TestCase):
    def test_all_are_there(self):
        self.assertGreaterEqual(len(DRAWINGS), 10)

    @with_each
    def test_rows(self, drawing):
        classes = [row["kind"] + (" x" if row["failed"] else "") for row in drawing.rows]
        self.assertEqual([group.get("class") for group in drawing.groups], classes)

    @with_each
    def test_labels(self, drawing):
        """The whole text, or what fits and an ellipsis; then the whole on hover, as a record always is."""
        is_many = len(drawing.rows) > MANY_ROWS
        for number, row in enumerate(drawing.rows):
            want, got = shown(row["text"]), drawing.label(number).text or ""
            hover = drawing.groups[number].findtext(f"{SVG}title", "")
            detail = "" if is_many and row["kind"] == "p" else shown(row["detail"])
            if got != want:
                self.assertEqual((got[-1], want[:len(got) - 1]), ("…", got[:-1]))
                self.assertIn(want, hover)
            if is_many and hover.endswith("…"):
                detail = detail[:len(hover) - 1] + "…"
            self.assertIn(detail, hover)
            states = [text.text for text in drawing.groups[number].findall(f"{SVG}text[@class='s']")]
            self.assertEqual(len(states), bool(row["state"]) and row["kind"] in "cbr")

    @with_each
    def test_heads(self, drawing):
        names = [head.findtext(f"{SVG}text") or "" for head in drawing.heads]
        wanted = [shown(name) for name in drawing.wanted["roles"]]
        self.assertIn(len(names), (len(wanted), 2 * len(wanted)))
        for name, want in zip(names, wanted * 2):
            self.assertEqual(name.rstrip("…"), want[:len(name.rstrip("…"))])
        self.assertEqual(len(drawing.lifelines()), len(wanted))

    def test_a_tall_picture_has_its_heads_below_too(self):
        self.assertEqual([len(named(name).heads) for name in ("large", "one")], [4, 1])

    @with_each
    def test_nothing_overlaps(self, drawing):
        boxes = [box_of_text(group, text) for group, text in drawing.texts()]
        self.assertEqual(list(meetings([box for box in boxes if box[0] < box[2]]))[:5], [])
        bars = [box for _, box in drawing.bars()]
        self.assertEqual(list(meetings(bars))[:5], [])
        if len(boxes) > 2000:
            return
        lines = [(x, top, x, end) for x, top, end in drawing.lifelines()]
        for box in boxes:
            self.assertEqual([(box, other) for other in bars + lines if meet(box, other)], [])

    @with_each
    def test_nothing_outside(self, drawing):
        _, _, width, height = map(float, drawing.root.get("viewBox").split())
        self.assertEqual((drawing.root.get("width"), drawing.root.get("height")), ("%d" % width, "%d" % height))
        boxes = [box_of_text(group, text) for group, text in drawing.texts()]
        boxes += [box_of_rectangle(rectangle) for rectangle in drawing.root.iter(f"{SVG}rect")]
        boxes += [box_of_points(path.get("d")) for path in drawing.root.iter(f"{SVG}path")]
        for left, top, right, bottom in boxes:
            self.assertTrue(0 <= left <= right <= width and 0 <= top <= bottom <= height,
                            (left, top, right, bottom, width, height))

    @with_each
    def test_bars(self, drawing):
        """A wait lies within one bar of its column, from its call's line to its return's, or to the end."""
        lines = drawing.lifelines()
        returns = {row["origin"]: number for number, row in reversed(list(enumerate(drawing.rows)))
                   if row["kind"] == "r"}
        waits = [number for number, row in enumerate(drawing.rows) if row["kind"] == "b" and row["blocks"]]
        bars = drawing.bars()
        self.assertLessEqual({number for number, _ in bars}, set(waits))
        columns = {}
        for number, box in bars:
            columns.setdefault(drawing.rows[number]["role"], []).append(box)
        for number in waits:
            role = drawing.rows[number]["role"]
            top = float(drawing.label(number).get("y")) - 4
            back = returns.get(number)
            end = lines[role][2] if back is None else float(drawing.label(back).get("y")) - 4
            self.assertTrue(any(box[1] <= top and end <= box[3] for box in columns[role]), (number, back))
        ends = {float(drawing.label(back).get("y")) + 3 for back in returns.values()} | {line[2] for line in lines}
        self.assertLessEqual({box[3] for _, box in bars}, ends)

    @with_each
    def test_for_screen_readers(self, drawing):
        self.assertEqual(drawing.root.get("role"), "img")
        ids = drawing.root.get("aria-labelledby").split()
        title, description = (drawing.root.find(f"{SVG}{tag}") for tag in ("title", "desc"))
        self.assertEqual(ids, [title.get("id"), description.get("id")])
        self.assertTrue(title.text)
        self.assertRegex(description.text, r"^\d+ roles?(: .*)?\. \d+ calls?\.")

    def test_descriptions(self):
        self.assertEqual(named("typical").root.findtext(f"{SVG}desc"),
                         "2 roles: server, client. 13 calls. 4 wait for somebody. 1 fails. Bytes arrive 2 times. "
                         "9 packets.")
        ids = [drawing.root.find(f"{SVG}title").get("id") for drawing in DRAWINGS if drawing.rows]
        self.assertEqual(len(ids), len(set(ids)))

    @with_each
    def test_nothing_from_elsewhere(self, drawing):
        elements = {element.tag.replace(SVG, "") for element in drawing.root.iter()}
        self.assertLessEqual(elements, {"svg", "title", "desc", "style", "path", "rect", "circle", "text", "g"})
        for element in drawing.root.iter():
            self.assertFalse([name for name in element.keys() if name.startswith("on") or "href" in name])
        self.assertNotRegex(drawing.root.findtext(f"{SVG}style"), r"url|@import|@font-face|expression")

    def test_size(self):
        large = named("large")
        self.assertEqual(len(large.rows), 25000)
        self.assertEqual(sum(row["kind"] in "cb" for row in large.rows), 10000)
        self.assertLessEqual(len(large.bytes), LARGEST)
        wide = named("wide")
        self.assertEqual(len(wide.lifelines()), 50)
        self.assertLess(float(wide.root.get("width")), 50 * 400)

    def test_contrast(self):
        """Each colour on each ground, though not all meet; and what has a colour in the light has one in the dark."""
        coloured = []
        for rules in named("typical").root.findtext(f"{SVG}style").split("@media"):
            grounds, colours, where = set(), set(), set()
            for selectors, body in re.findall(r"\n(\.ladder[^{}\n]*)\{([^}]*)\}", rules):
                parts = [selector.partition(" ")[2].lstrip(".") for selector in selectors.split(",.")]
                for what, colour in re.findall(r"(fill|stroke):(#[0-9a-f]+)", body):
                    where |= {(part, what) for part in parts}
                    (grounds if what == "fill" and set(parts) <= set(GROUNDS) else colours).add(colour)
            coloured.append(where)
            self.assertEqual(len(grounds), 3)
            self.assertGreaterEqual(len(colours), 7)
            for ground in grounds:
                for colour in colours:
                    self.assertGreaterEqual(contrast(ground, colour), CONTRAST, (ground, colour))
        self.assertEqual(*coloured)


if __name__ == "__main__":
    unittest.main()
