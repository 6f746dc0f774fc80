# SPDX-License-Identifier: GPL-3.0-or-later
# A thread may be over before start() returns: it is known while it lives, and not afterwards.
import threading
wrong = []
def life(number):
    me = threading.current_thread()
    if me.name != str(number) or me.ident != threading.get_ident() or not me.is_alive(): wrong.append(number)
for i in range(3000):
    thread = threading.Thread(target=life, args=(i,), name=str(i))
    thread.start()
    for j in range(i % 13): pass
    if i % 3 == 0:
        thread.join()
        if thread.is_alive(): wrong.append(-i)
for thread in threading.enumerate():
    if thread is not threading.main_thread(): thread.join()
print(wrong, threading.active_count(), threading.enumerate() == [threading.main_thread()])
