# The folder of Python's library on sys.path changes nothing: causette's own modules stay where they are.
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(json.__file__)))
import queue
import socket
import struct
import threading

print(struct.pack(">H", 3000), threading.RLock().acquire(), queue.Queue().empty())
with socket.socket() as s:
    print(s.fileno() > 0)
for name in "queue", "socket", "struct", "threading":
    del sys.modules[name]
import importlib
for name in "queue", "socket", "struct", "threading":
    print(importlib.import_module(name).__name__)
