# SPDX-License-Identifier: GPL-3.0-or-later
# run() overridden in a class of one's own.
import threading
class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__()
        self.n = n
        self.result = None
    def run(self):
        self.result = self.n * self.n
workers = [Worker(i) for i in range(5)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print([w.result for w in workers])
class Broken(threading.Thread):
    def __init__(self):
        pass
try:
    Broken().start()
except RuntimeError as e:
    print(e)
class Named(threading.Thread):
    def run(self):
        print("in", self.name, super().run())
n = Named(name="named", target=lambda: print("target"))
n.start()
n.join()
