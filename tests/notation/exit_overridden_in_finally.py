# SPDX-License-Identifier: GPL-3.0-or-later
# An error in finally replaces SystemExit.
import sys
def f():
    try:
        sys.exit(4)
    finally:
        return "stayed"
print(f())
sys.exit(6)
