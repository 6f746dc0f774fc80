# SPDX-License-Identifier: GPL-3.0-or-later
# A program's hook for exceptions that nobody catches; its status is 1 all the same.
import sys
def hook(t, v, tb):
    print('hook', t.__name__, v, tb is not None, tb is v.__traceback__)
sys.excepthook = hook
print(sys.__excepthook__ is hook)
1/0
