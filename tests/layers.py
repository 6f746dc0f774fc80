#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""layers.py ROOT: no #include against the order of the layers, and no module that knows another.

A file under src/LAYER includes only from its own layer and from those above it in LAYERS; main.c
includes from any. A file of the folder src/modules/NAME includes no header of another such folder. Each include of
ours names its layer, so that this check reads nothing but lines.
"""

import pathlib
import re
import sys

LAYERS = ("base", "value", "lang", "vm", "sched", "kernel", "journal", "builtin", "library", "modules", "explain", "document", "shell", "trace",
          "dialogue", "ladder")
INCLUDE = re.compile(r'\s*#\s*include\s*"([^"]*)"')


def module(parts):
    """The module whose folder this path is in, or None."""
    return parts[1] if parts[0] == "modules" and len(parts) > 2 else None


def trouble(place, included):
    """What is wrong with the file at this place, as parts of its path, including that path, or None."""
    layer = place[0] if len(place) > 1 else None
    parts = included.split("/")
    above = parts[0]
    if "/" not in included or above not in LAYERS:
        return f'"{included}" names no layer: write "LAYER/FILE.h"'
    if layer is not None and LAYERS.index(above) > LAYERS.index(layer):
        return f'"{included}": {layer} is below {above}'
    if module(place) and module(parts) and module(place) != module(parts):
        return f'"{included}": module {module(place)} knows module {module(parts)}'
    return None


def check(root):
    """One line FILE:LINE: TROUBLE for each include that breaks the order."""
    source = pathlib.Path(root, "src")
    lines = []
    for file in sorted([*source.rglob("*.c"), *source.rglob("*.h")]):
        place = file.relative_to(source)
        layer = place.parts[0] if len(place.parts) > 1 else None
        if layer is not None and layer not in LAYERS:
            lines.append(f"src/{place}:1: the folder {layer} is no layer")
            continue
        for number, text in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            found = INCLUDE.match(text)
            wrong = found and trouble(place.parts, found.group(1))
            if wrong:
                lines.append(f"src/{place}:{number}: {wrong}")
    return lines


def main(root=pathlib.Path(__file__).parent.parent):
    lines = check(root)
    if lines:
        print("\n".join(lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
