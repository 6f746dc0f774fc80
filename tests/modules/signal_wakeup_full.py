# A descriptor for the numbers of signals that takes no more, told once and never.
import os
import signal
import socket
import subprocess
import sys

code = """
import signal, socket
a, b = socket.socketpair()
for end in a, b:
    end.setblocking(False)
try:
    while True:
        a.send(b"x" * 65536)
except BlockingIOError:
    pass
try:
    while True:
        a.send(b"x")
except BlockingIOError:
    pass
signal.signal(signal.SIGUSR1, lambda *args: print("handled", flush=True))
signal.set_wakeup_fd(a.fileno(), warn_on_full_buffer=%s)
signal.raise_signal(signal.SIGUSR1)
"""
for warns in True, False:
    ended = subprocess.run([sys.executable, "-c", code % warns], capture_output=True, text=True)
    lines = ended.stderr.splitlines()
    print(ended.returncode, ended.stdout, lines[:1], lines[-1:])
