# SPDX-License-Identifier: GPL-3.0-or-later
# finally and with run on the way out.
import sys
class M:
    def __enter__(self):
        return self
    def __exit__(self, kind, value, tb):
        print("exit", kind.__name__, value.code)
def f():
    try:
        with M():
            sys.exit(4)
    finally:
        print("finally")
f()
