# Queues hand things from one thread to another; what is full or empty says so, or waits.
import queue
import threading
from _queue import Empty
from _weakref import ref


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


for kind in (queue.Queue, queue.LifoQueue):
    q = kind(3)
    for n in range(3):
        q.put(n)
    print(kind.__name__, q.full(), q.empty(), q.qsize(), attempt(q.put_nowait, 9), attempt(q.put, 9, timeout=0.01), attempt(q.put, 1, True, -1))
    print([q.get() for _ in range(3)], attempt(q.get_nowait), attempt(q.get, False), attempt(q.get, timeout=0.01), attempt(q.get, timeout=-1))
    for _ in range(3):
        q.task_done()
    print(attempt(q.task_done), q.join())
s = queue.SimpleQueue()
s.put(1)
s.put_nowait(2)
s.put(3, False, 5)
print(s.qsize(), s.empty(), s.get(), s.get_nowait(), s.get(timeout=1), attempt(s.get_nowait), attempt(s.get, False), attempt(s.get, timeout=0.01))
print(attempt(s.get, timeout=-1), attempt(s.get, True, "x"), attempt(s.put), queue.Empty is Empty, Empty, queue.Full, queue.SimpleQueue)
results = []


def work(source, target):
    while (item := source.get()) is not None:
        target.put(item * 2)
        if isinstance(source, queue.Queue):
            source.task_done()
    target.put(None)


for make in (queue.Queue, queue.SimpleQueue, lambda: queue.Queue(1)):
    source, target = make(), make()
    thread = threading.Thread(target=work, args=(source, target))
    thread.start()
    consumer = threading.Thread(target=lambda: results.append(list(iter(target.get, None))))
    consumer.start()
    for n in range(5):
        source.put(n)
    source.put(None)
    thread.join()
    consumer.join()
print(results)
q = queue.SimpleQueue()
waiting = [threading.Thread(target=lambda: results.append(q.get())) for _ in range(3)]
for thread in waiting:
    thread.start()
for n in range(3):
    q.put(n)
for thread in waiting:
    thread.join()
print(results[3:], q.empty(), ref(q)() is q, queue.Queue[int], queue.SimpleQueue[int])
for n in range(1000):
    q.put(n)
print(sum(q.get() for _ in range(1000)), q.qsize())
