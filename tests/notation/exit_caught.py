# SPDX-License-Identifier: GPL-3.0-or-later
# SystemExit can be caught, but not as Exception.
import sys
try:
    sys.exit(5)
except SystemExit as e:
    print("caught", e.code, repr(e))
try:
    try:
        sys.exit("text")
    except Exception:
        print("never")
except BaseException as e:
    print(type(e).__name__, e, e.args)
try:
    sys.exit(1, 2)
except TypeError as e:
    print(e)
try:
    exit(9)
except SystemExit as e:
    print(e.code)
try:
    quit()
except SystemExit as e:
    print(e.code)
sys.exit(0)
