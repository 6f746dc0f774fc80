# How threads end: the main thread before who waits for it; an exception is shown where sys.stderr is then.
import _thread
import io
import signal
import sys
import threading


def fail():
    raise ValueError("run failed")


def run(*args, **keywords):
    thread = threading.Thread(*args, **keywords)
    thread.start()
    thread.join()


error, sys.stderr = sys.stderr, io.StringIO()
run(target=fail, name="captured")
captured, sys.stderr = sys.stderr, error
print(captured.getvalue().splitlines()[:2], captured.getvalue().splitlines()[-1])


def fail_silently():
    sys.stderr = None
    fail()


sys.stderr = io.StringIO()
kept = sys.stderr
run(target=fail_silently, name="kept")
sys.stderr = error
print(kept.getvalue().splitlines()[:1])

for handler in signal.SIG_IGN, signal.SIG_DFL, lambda number, frame: print("heard", number):
    signal.signal(signal.SIGTERM, handler)
    _thread.interrupt_main(signal.SIGTERM)

event = threading.Event()
event.set()
event._at_fork_reinit()
print(event.is_set(), "stack_size" in threading.__all__)


def wait_for_main():
    threading.main_thread().join()
    print("after the main thread", threading.main_thread().is_alive())


threading.Thread(target=wait_for_main).start()
print("end of the main thread")
