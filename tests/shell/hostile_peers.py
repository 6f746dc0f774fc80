# SPDX-License-Identifier: GPL-3.0-or-later
"""A server under peers that misbehave, three hundred of them at once: it goes on, answers the one that behaves, and
keeps no descriptor of those that are gone.
"""
import os
import random
import socket
import struct
import subprocess
import sys
import time
import unittest

from _terminal import SECONDS

CAUSETTE = os.path.abspath(os.environ["CAUSETTE"])

SERVER = """
import socket, sys, threading
def echo(con):
    with con:
        try:
            while data := con.recv(1024):
                con.sendall(data)
        except OSError:
            pass
server = socket.create_server(("127.0.0.1", 0), backlog=400)
print(server.getsockname()[1])
sys.stdout.flush()
while True:
    con, addr = server.accept()
    threading.Thread(target=echo, args=(con,), daemon=True).start()
"""


def reset(sock):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def flood(sock):
    """More than the buffers hold, and nothing read of what comes back."""
    sock.setblocking(False)
    try:
        while True:
            sock.send(b"x" * 65536)
    except OSError:
        pass


BEHAVIOURS = {
    "vanishes": lambda sock: sock.close(),
    "resets": reset,
    "sends and resets": lambda sock: (sock.send(b"x" * 1000), reset(sock)),
    "half-closes and goes": lambda sock: (sock.send(b"x"), sock.shutdown(socket.SHUT_WR), sock.close()),
    "floods and resets": lambda sock: (flood(sock), reset(sock)),
    "floods and goes": lambda sock: (flood(sock), sock.close()),
    "sends to the terminal": lambda sock: (sock.send(b"\x1b[2J\x1b]0;x\x07"), sock.close()),
    "stays": lambda sock: None,
    "floods and stays": flood,
}


class Hostile(unittest.TestCase):
    def behave(self, port, data):
        with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as sock:
            sock.sendall(data)
            self.assertEqual(sock.recv(1000, socket.MSG_WAITALL) if len(data) == 1000 else sock.recv(1000), data)

    def resting_descriptors(self, server, most=0, seconds=0.2):
        """How many the server has, waiting for a while until they are no more than `most`: the least that was seen."""
        deadline, least = time.monotonic() + seconds, sys.maxsize
        while least > most and time.monotonic() < deadline:
            least = min(least, len(os.listdir(f"/proc/{server.pid}/fd")))
            time.sleep(0.01)
        return least

    def test_server_goes_on(self):
        chance = random.Random(5)
        with subprocess.Popen([CAUSETTE, "-c", SERVER], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
            try:
                port = int(server.stdout.readline())
                self.behave(port, b"before")
                at_first = self.resting_descriptors(server)
                staying = []
                for _ in range(300):
                    sock = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
                    BEHAVIOURS[chance.choice(list(BEHAVIOURS))](sock)
                    if sock.fileno() >= 0:
                        staying.append(sock)
                self.behave(port, b"y" * 1000)
                for sock in staying:
                    sock.close()
                self.behave(port, b"after")
                self.assertLessEqual(self.resting_descriptors(server, at_first, SECONDS), at_first)
                self.assertIsNone(server.poll())
            finally:
                server.kill()
                told = server.stderr.read()
        self.assertEqual(told, b"")


if __name__ == "__main__":
    unittest.main()
