#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""explain_rows.py, in French."""

import sys

from explain_rows import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ("fr",)))
