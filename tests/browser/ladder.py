# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the ladder as a browser draws them: Chromium, without a window, in light and dark.

A page holds them all, one below the other. It measures what is really drawn: no two texts of a picture overlap, none is outside of it
or on a lifeline, all can be selected, and each has its contrast with the ground. Screenshots of the same page are left in the
folder that the last line names, unless LADDER_SCREENSHOTS names another.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

import process

SKIPPED = 77
SECONDS = 50
PROGRAM = pathlib.Path(os.environ["CAUSETTE"]).parent / "tests" / "unit-svg"
TOO_TALL = ("large",)  # its 25,000 rows are for readers of XML: tests/unit/svg_oracle.py
TOO_WIDE = ("wide",)  # for a screenshot
TOO_LONG = ("much_data.md",)  # thousands of packets, which each take their time to be compared
CONTRAST = 4.5

# Whether a process that is root, or in a container, may have Chromium's sandbox is not this test's matter: it opens our own files.
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage")
SCHEMES = {"dark": 0, "light": 1}  # as Blink numbers them

PAGE = """<!DOCTYPE html>
<meta charset="utf-8">
<style>body { margin: 0 } svg { display: block }</style>
<body>
<script>
const pictures = PICTURES
const result = { dark: matchMedia("(prefers-color-scheme: dark)").matches, pictures: {} }

function box(text) {
    const { x, y, width, height } = text.getBBox()
    return { left: x, top: y, right: x + width, bottom: y + height, text: text.textContent }
}

function meet(one, other) {
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

function measure(svg) {
    const texts = [...svg.querySelectorAll("text")], view = svg.viewBox.baseVal
    const boxes = texts.map(box).filter(box => box.left < box.right).sort((one, other) => one.top - other.top)
    const overlaps = [], outside = boxes.filter(
        box => box.left < 0 || box.top < 0 || box.right > view.width || box.bottom > view.height)
    boxes.forEach((box, i) => {
        for (let j = i + 1; j < boxes.length && boxes[j].top < box.bottom; j++)
            if (meet(box, boxes[j])) overlaps.push([box, boxes[j]])
    })
    const bars = [...svg.querySelectorAll(".w")].map(bar => bar.getBBox()).map(
        ({ x, y, width, height }) => ({ left: x, top: y, right: x + width, bottom: y + height }))
    const barred = boxes.filter(box => bars.some(bar => meet(box, bar)))
    getSelection().selectAllChildren(svg)
    return { overlaps, outside, barred, count: texts.length, selected: getSelection().toString().replace(/\\s+/g, " "),
             ground: getComputedStyle(svg.querySelector(".g")).fill,
             sizes: [...new Set(texts.map(text => getComputedStyle(text).fontSize))].sort(),
             colours: [...new Set(texts.map(text => getComputedStyle(text).fill))],
             strokes: [...new Set([...svg.querySelectorAll("path:not(.g)")].map(path => getComputedStyle(path).stroke))] }
}

for (const [name, source] of Object.entries(pictures)) {
    const parsed = new DOMParser().parseFromString(source, "image/svg+xml")
    const svg = document.body.appendChild(document.importNode(parsed.documentElement, true))
    result.pictures[name] = measure(svg)
}
getSelection().removeAllRanges()
document.body.dataset.result = JSON.stringify(result)
</script>
"""


class Browser:
    """Chromium, anew for each page: with a profile that nobody has used."""

    def __init__(self, path):
        self.path = path

    def open(self, page, scheme, *options):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            # TMPDIR: what it leaves elsewhere goes with the profile.
            return process.run([self.path, *FLAGS, f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",
                                f"--user-data-dir={profile}/profile", *options, page.as_uri()],
                               env={**os.environ, "HOME": profile, "TMPDIR": profile}, seconds=SECONDS)


def page_of(pictures):
    # "<" in a script would be seen by the reader of HTML.
    return PAGE.replace("PICTURES", json.dumps(pictures).replace("<", "\\u003c"))


def measured(told):
    """What the page has measured, from Chromium's print of it."""
    found = re.search(r' data-result="([^"]*)"', told.stdout.decode("utf-8", "replace"))
    if not found:
        return None
    text = found.group(1)
    for entity, character in (("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u00a0"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return json.loads(text)


def luminance(colour):
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def trouble_of(name, scheme, got):
    for what in ("overlaps", "outside", "barred"):
        if got[what]:
            yield f"{name}: {what}: {got[what][:3]}"
    if (luminance(got["ground"]) < 0.1) != (scheme == "dark"):
        yield f"{name}: its ground is {got['ground']}"
    for colour in got["colours"] + got["strokes"]:
        if contrast(got["ground"], colour) < CONTRAST:
            yield f"{name}: {colour} on {got['ground']}"
    if not {"13px"} <= set(got["sizes"]) <= {"11px", "13px", "14px", "17px"} and got["count"] > 10:
        yield f"{name}: fonts of {got['sizes']}"


def check(browser, folder, scheme, pictures):
    page = folder / "page.html"
    page.write_text(page_of(pictures), encoding="utf-8")
    told = browser.open(page, scheme, "--dump-dom")
    result = measured(told)
    if result is None:
        return [f"the browser says nothing: status {told.status} {told.stopped}", *told.stderr.decode().split("\n")[-20:]]
    lines = [f"the browser is {'dark' if result['dark'] else 'light'}"] if result["dark"] != (scheme == "dark") else []
    if list(result["pictures"]) != list(pictures):
        lines.append(f"only {list(result['pictures'])} of {list(pictures)} are drawn")
    for name, got in result["pictures"].items():
        lines += trouble_of(name, scheme, got)
    selected = result["pictures"]["typical"]["selected"]
    if not re.search(r"server.*listen\(128\).*accept\(\).*SYN ACK.*1 h later.*b'Bonjour'.*recv\(7\) = b'Bonjour'", selected):
        lines.append(f"selected: {selected}")
    return lines


def drawn():
    """What `causette draw` makes of the documents of tests/dialogues."""
    pictures = {}
    for path in sorted((TESTS / "dialogues/passing").iterdir()):
        if path.suffix in (".md", ".rst", ".txt") and path.name not in TOO_LONG:
            told = process.run([os.environ["CAUSETTE"], "draw", "--format=svg", "--dialogue=1", path], seconds=SECONDS)
            pictures[path.name] = told.stdout.decode("utf-8")
    return pictures


def take_screenshot(browser, folder, scheme, pictures, place):
    sizes = [re.search(r' width="(\d+)" height="(\d+)"', picture).groups() for picture in pictures.values()]
    page = folder / "page.html"
    page.write_text(page_of(pictures), encoding="utf-8")
    width, height = max(int(width) for width, _ in sizes), sum(int(height) for _, height in sizes)
    path = place / f"{scheme}.png"
    told = browser.open(page, scheme, f"--window-size={width},{height}", f"--screenshot={path}")
    return [] if path.exists() else [f"no screenshot: {told.stopped}", *told.stderr.decode().split("\n")[-20:]]


def main():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        print("chromium is not installed")
        return SKIPPED
    if not PROGRAM.exists():
        print(f"{PROGRAM} is not built")
        return SKIPPED
    browser, lines = Browser(path), []
    place = pathlib.Path(os.environ.get("LADDER_SCREENSHOTS") or tempfile.mkdtemp(prefix="ladder-"))
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([PROGRAM, folder], check=True)
        pictures = {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.svg"))
                    if file.stem not in TOO_TALL}
        drawings = drawn()
        shown = {name: picture for name, picture in pictures.items() if name not in TOO_WIDE}
        for scheme in SCHEMES:
            lines += [f"{scheme}: {line}" for line in check(browser, folder, scheme, {**pictures, **drawings})
                      + take_screenshot(browser, folder, scheme, shown, place)]
    print(*lines, f"screenshots: {place}", sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
