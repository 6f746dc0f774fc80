# SPDX-License-Identifier: GPL-3.0-or-later
# The hook of threads: the program's own, one that fails, and the one that is there.
import threading, sys
def run(f):
    t = threading.Thread(target=f, name='T'); t.start(); t.join()
run(lambda: 1/0)
def hook(a):
    print(type(a).__name__, len(a), a.exc_type, a.exc_value, a.exc_traceback is a.exc_value.__traceback__, a.thread.name, a[0])
threading.excepthook = hook
run(lambda: 1/0); run(sys.exit)
threading.excepthook = lambda a: 2/0
run(lambda: 1/0)
threading.excepthook = threading.__excepthook__
run(lambda: [][1]); run(sys.exit)
try: threading.excepthook(3)
except TypeError as e: print(e)
run(lambda: sys.excepthook(1, 2, 3))
