# SPDX-License-Identifier: GPL-3.0-or-later
# Threads that start threads.
import threading
results = []
def child(n):
    if n:
        t = threading.Thread(target=child, args=(n - 1,))
        t.start()
        t.join()
    results.append(n)
child(20)
print(results)
many = [threading.Thread(target=results.append, args=(i,)) for i in range(100)]
for t in many:
    t.start()
for t in many:
    t.join()
print(len(results), sorted(results[21:]) == list(range(100)))
