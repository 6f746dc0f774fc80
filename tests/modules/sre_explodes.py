# A pattern that explodes does not keep other tasks from running.
import threading
from _sre_codes import *

pattern = compiled(loop(loop(text("a"))), text("b"))
started = threading.Event()


def explode():
    started.set()
    pattern.match("a" * 60)
    print("not within the life of the universe")


threading.Thread(target=explode, daemon=True).start()
started.wait()
for step in range(3):
    print("goes on", step, pattern.match("aab").span())
