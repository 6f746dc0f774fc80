# SPDX-License-Identifier: GPL-3.0-or-later
# The hook finds the exception in sys.last_value as well; called by hand, the first hook shows what it is given.
import sys


def hook(kind, value, traceback):
    print(sys.last_type is kind, sys.last_value is value, sys.last_traceback is traceback)
    del sys.excepthook
    print(sys.__excepthook__(kind, value, None))
    raise SystemExit("the end")


print(hasattr(sys, "last_value"), sys.excepthook is sys.__excepthook__)
sys.excepthook = hook
[][1]
