# SPDX-License-Identifier: GPL-3.0-or-later
"""Random dialogues of three roles: documents(seed) is always the same text. Expected output is left out: what counts is that
a dialogue shows the same each time it is played. Whatever would wait has a timeout, so no turn stays pending for good; no
turn shows a port that the kernel chose, or the time of day."""

import random

ROLES = ("ada", "ben", "cyd")
SETUP = """\
import socket, threading, time
box = {}
got = []
def port(role): return 3000 + "abc".index(role[0])
def listen(role, backlog):
...     box["s"] = socket.create_server(("127.0.0.1", port(role)), backlog=backlog)
...     box["s"].settimeout(7)
...
def take(con, size):
...     count = 0
...     while count < size and (data := con.recv(size - count)): count += len(data)
...     return count
...
def echo(con, loud):
...     try:
...         while data := con.recv(4096):
...             if loud: print("echo", len(data), data[:9])
...             con.sendall(data)
...     except OSError as problem: print("echo:", type(problem).__name__)
...     con.close()
...
def serve(loud):
...     try:
...         while True:
...             con, _ = box["s"].accept()
...             con.settimeout(9)
...             threading.Thread(target=echo, args=(con, loud), daemon=True).start()
...     except (OSError, KeyError) as problem: print("serve:", type(problem).__name__)
...
def background(function, *args): threading.Thread(target=function, args=args, daemon=True).start()
def tick(name, step, times):
...     for i in range(times):
...         time.sleep(step)
...         print(name, i, time.monotonic())
...
def reset(con):
...     con.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\\1\\0\\0\\0" + bytes(4))
...     con.close()
...
socket.setdefaulttimeout(6)
"""


class Writer:
    """Knows as much of the roles as is needed to make most turns sensible."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.listens = set()
        self.names = {role: [] for role in ROLES}
        self.count = 0
        self.has_bulk = self.random.random() < 0.3  # how much of it goes at once is the kernel's matter: only sums are shown then

    def turn(self, role, source):
        self.lines += [f"    ({role}) >>> {source}"]

    def set_up(self, role):
        for line in SETUP.splitlines():
            self.lines.append("    " + (line if line.startswith("...") else f"({role}) >>> {line}"))

    def connection(self, role):
        return self.random.choice(self.names[role]) if self.names[role] else None

    def new_name(self, role):
        self.count += 1
        self.names[role].append(f"c{self.count}")
        return f"c{self.count}"

    def play(self):
        role = self.random.choice(ROLES)
        actions = (self.listen, self.connect, self.connect, self.accept, self.send, self.send, self.receive, self.receive, self.receive,
                   self.close, self.half_close, self.reset, self.serve, self.tick, self.sleep, self.clock, self.event, self.join,
                   self.bulk, self.datagram, self.background_receive)
        self.random.choice(actions)(role)

    def listen(self, role):
        if role not in self.listens:
            self.listens.add(role)
            self.turn(role, f'listen("{role}", {self.random.choice((0, 1, 5))})')

    def connect(self, role):
        if not self.listens:
            return self.listen(role)
        peer = self.random.choice(sorted(self.listens))
        self.turn(role, f'{self.new_name(role)} = socket.create_connection(("127.0.0.1", {3000 + ROLES.index(peer)}))')

    def accept(self, role):
        if role in self.listens:
            self.turn(role, f'{self.new_name(role)}, _ = box["s"].accept()')

    def size(self):
        return self.random.choice((1, 5, 100, 1460, 4096, 30000))

    def send(self, role):
        if name := self.connection(role):
            self.turn(role, f'{name}.send{"all" * self.has_bulk}(b"{self.random.choice("xyz")}" * {self.size()})')

    def receive(self, role):
        if name := self.connection(role):
            size = self.size()
            self.turn(role, f"len({name}.recv({size}))" if self.random.random() < 0.7 and not self.has_bulk else f"take({name}, {size})")

    def background_receive(self, role):
        if name := self.connection(role):
            self.turn(role, f"background(lambda c: print('took', take(c, {self.size()})), {name})")

    def close(self, role):
        if name := self.connection(role):
            self.turn(role, f"{name}.close()")

    def half_close(self, role):
        if name := self.connection(role):
            self.turn(role, f"{name}.shutdown(socket.{self.random.choice(('SHUT_WR', 'SHUT_RDWR', 'SHUT_RD'))})")

    def reset(self, role):
        if name := self.connection(role):
            self.turn(role, f"reset({name})")

    def serve(self, role):
        if role in self.listens:
            self.turn(role, f"background(serve, {self.random.random() < 0.5 and not self.has_bulk})")

    def tick(self, role):
        step, times = self.random.choice((0.5, 1, 1, 2.5)), self.random.randrange(1, 5)
        self.turn(role, f'background(tick, "{role} ticks", {step}, {times})')

    def sleep(self, role):
        self.turn(role, f"time.sleep({self.random.choice((0, 0.5, 1, 3, 3600))})")

    def clock(self, role):
        self.turn(role, self.random.choice(("time.monotonic()", "began = time.time()", "round(time.time() - began, 3)")))

    def event(self, role):
        self.turn(role, f"threading.Event().wait({self.random.choice((0.5, 1, 2.5))})")

    def join(self, role):
        self.turn(role, f"threading.enumerate()[-1].join({self.random.choice((0.5, 2))}) if threading.active_count() > 1 else None")

    def bulk(self, role):
        """More than any buffer holds."""
        if self.has_bulk and (name := self.connection(role)):
            size = self.random.choice((100_000, 1_000_000))
            self.turn(role, f'background(lambda c: c.sendall(b"b" * {size}), {name})')

    def datagram(self, role):
        peer = self.random.choice(ROLES)
        number = 4000 + ROLES.index(peer)
        self.turn(peer, "u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)")
        self.turn(peer, f'u.bind(("127.0.0.1", {number}))')
        self.turn(role, f'socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"d" * {self.size()}, ("127.0.0.1", {number}))')
        self.turn(peer, "len(u.recv(70000))")
        self.turn(peer, "u.close()")


def document(seed, turns=25):
    writer = Writer(seed)
    for role in ROLES:
        writer.set_up(role)
    writer.listen(writer.random.choice(ROLES))
    for _ in range(turns):
        writer.play()
    return "\n".join(writer.lines) + "\n"
