# A daemon thread that never ends does not keep the program from ending.
import threading

started = threading.Event()


def go_on():
    started.set()
    while True:
        pass


threading.Thread(target=go_on, daemon=True).start()
started.wait()
for i in range(10000):
    pass
print("ends", flush=True)
