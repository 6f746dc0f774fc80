# SPDX-License-Identifier: GPL-3.0-or-later
# How threads are named, and how names change.
import threading
def f(): pass
print([threading.Thread(target=f).name for _ in range(2)], threading.Thread().name,
    threading.Thread(name="x").name)
t = threading.Thread(target=f, name=5)
print(repr(t.name))
t.name = "renamed"
t.daemon = True
print(t.name, t.daemon, threading.Thread(target=f, daemon=False).daemon)
print(threading.Thread(target=lambda: 1).name.endswith("(<lambda>)"))
class Own(threading.Thread):
    pass
print(Own().name, Own(target=f).name)
