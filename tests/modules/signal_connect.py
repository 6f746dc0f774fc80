# A connect that a signal interrupts goes on, behind the handler.
import os
import signal
import socket
import subprocess
import sys

# the listener's queue is full, so that a connection waits until somebody is accepted
server = socket.create_server(("127.0.0.1", 0), backlog=0)
fill = []
for _ in range(3):
    filler = socket.socket()
    filler.setblocking(False)
    filler.connect_ex(server.getsockname())
    fill.append(filler)
seen = []


def handler(number, frame):
    seen.append(number)
    if len(seen) == 2:
        signal.setitimer(signal.ITIMER_REAL, 0)
        while fill:
            fill.pop().close()
        server.settimeout(0.05)
        try:
            while True:
                server.accept()[0].close()
        except TimeoutError:
            pass


signal.signal(signal.SIGALRM, handler)
client = socket.socket()
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
client.connect(server.getsockname())
print(seen, client.getpeername() == server.getsockname())
