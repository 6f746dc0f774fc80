# SPDX-License-Identifier: GPL-3.0-or-later
# current_thread, main_thread, enumerate, active_count, get_ident.
import threading
print(threading.current_thread().name, threading.main_thread().name,
    threading.current_thread() is threading.main_thread())
def inside():
    print(threading.current_thread().name, threading.current_thread() is w, threading.active_count())
    print(threading.get_ident() == w.ident, threading.current_thread() is not threading.main_thread())
w = threading.Thread(target=inside, name="worker")
w.start()
w.join()
print(threading.active_count(), len(threading.enumerate()), type(threading.current_thread()).__name__)
