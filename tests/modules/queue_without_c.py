# queue without _queue: an Empty and a SimpleQueue of its own.
import sys
import threading

sys.modules["_queue"] = None
import queue

print(queue.SimpleQueue is queue._PySimpleQueue, queue.Empty.__module__, queue.Empty.__mro__[1:])
simple = queue.SimpleQueue()
print(simple.empty(), simple.qsize())
simple.put(1)
simple.put_nowait(2)
print(simple.empty(), simple.qsize(), simple.get(), simple.get_nowait())
for give in simple.get_nowait, lambda: simple.get(timeout=0.001), lambda: simple.get(False), lambda: simple.get(timeout=-1):
    try:
        give()
    except Exception as error:
        print(type(error).__name__, error)
threading.Thread(target=simple.put, args=("later",)).start()
print(simple.get(timeout=10))
print(queue.SimpleQueue[int], queue.Queue[str])
try:
    queue.Queue().get_nowait()
except queue.Empty:
    print("empty")

for name in "_queue", "queue":
    del sys.modules[name]
import queue
print(queue.SimpleQueue.__module__, queue.Empty.__module__, queue._PySimpleQueue is queue.SimpleQueue)
