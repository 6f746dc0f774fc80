# SPDX-License-Identifier: GPL-3.0-or-later
# Amounts and hints that read(), readline() and readlines() are given.
import sys
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (sys.stdin, open("/dev/null"), open("/dev/null", "rb"), sys.stdin.buffer):
    for a in ("x", 1.5, None, [], True, -1, 2**70):
        t(lambda: f.readline(a))
        t(lambda: f.read(a))
        t(lambda: f.readlines(a))
for h in (-1, 0, 1, 30, 52, 53, 54, 100, 5000, None):
    with open(__file__) as f: print(h, f.readlines(h), len(f.read()))
    with open(__file__, "rb") as f: print(h, f.readlines(h), len(f.read()))
# é ü 😀
