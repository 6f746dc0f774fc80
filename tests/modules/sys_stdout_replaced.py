# SPDX-License-Identifier: GPL-3.0-or-later
# print follows sys.stdout.
import sys
class Collector:
    def __init__(self):
        self.parts = []
    def write(self, text):
        self.parts.append(text)
        return len(text)
    def flush(self):
        self.parts.append("<flush>")
saved = sys.stdout
sys.stdout = c = Collector()
print("captured", 5)
print("flushed", flush=True)
sys.stdout = saved
print(c.parts)
sys.stdout = None
print("goes nowhere")
sys.stdout = saved
print("back")
del sys.stdout
try:
    print("lost")
except RuntimeError as e:
    sys.stdout = saved
    print(e)
sys.stdout = 5
try:
    print("x")
except AttributeError as e:
    sys.stdout = saved
    print(e)
