# SPDX-License-Identifier: GPL-3.0-or-later
# What Thread refuses.
import threading
def f(): pass
t = threading.Thread(target=f)
tests = [
    lambda: t.join(), lambda: threading.Thread(f), lambda: threading.Thread(nope=1),
    lambda: threading.Thread(1, 2, 3, 4, 5, 6), lambda: threading.current_thread().join(), lambda: t.nothing,
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
t.start()
t.join()
try:
    t.start()
except RuntimeError as e:
    print(e)
d = threading.Thread(target=f, daemon=True)
d.start()
d.join()
def set_daemon():
    inner = threading.current_thread()
    try:
        inner.daemon = True
    except RuntimeError as e:
        print(e)
s = threading.Thread(target=set_daemon)
s.start()
s.join()
for args in 5, None:
    try:
        b = threading.Thread(target=f, args=args)
        print("made")
    except TypeError as e:
        print(e)
