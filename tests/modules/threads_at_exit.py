# SPDX-License-Identifier: GPL-3.0-or-later
# Hundreds of threads that end while the program waits for them: all are waited for.
import threading
gate = threading.Event()
def late():
    for thread in others:
        thread.join()
    print("late")
others = [threading.Thread(target=gate.wait) for _ in range(300)]
for thread in others:
    thread.start()
threading.Thread(target=late).start()
gate.set()
