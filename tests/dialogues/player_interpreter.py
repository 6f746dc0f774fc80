#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What only another interpreter at a pseudo-terminal does: playing/interpreter.md goes as written with python3."""

import pathlib
import sys

import _check

if not pathlib.Path("/usr/bin/python3").exists():
    print("no /usr/bin/python3")
    sys.exit(77)
status, out, err = _check.check("interpreter.md", cwd=_check.HERE / "playing")
if status or err:
    raise SystemExit(out + err)
