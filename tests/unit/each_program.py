#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""each_program.py PROGRAM [ARGUMENT]... FOLDER...: PROGRAM ARGUMENT... FILE..., the files those of the notation below the folders."""

import pathlib
import subprocess
import sys

words = [word for word in sys.argv[1:] if not pathlib.Path(word).is_dir()]
files = sorted(str(file) for word in sys.argv[1:] if pathlib.Path(word).is_dir() for file in pathlib.Path(word).rglob("*.py"))
assert len(files) > 100, "too few programs"
sys.exit(subprocess.run(words + files, check=False).returncode)
