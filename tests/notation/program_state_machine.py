# SPDX-License-Identifier: GPL-3.0-or-later
# Traffic of a connection as a table of states.
TABLE = {
    ("CLOSED", "listen"): "LISTEN", ("LISTEN", "syn"): "SYN-RECEIVED", ("SYN-RECEIVED", "ack"): "ESTABLISHED",
    ("ESTABLISHED", "fin"): "CLOSE-WAIT", ("CLOSE-WAIT", "close"): "LAST-ACK", ("LAST-ACK", "ack"): "CLOSED",
}
class Connection:
    def __init__(self):
        self.state = "CLOSED"
        self.history = [self.state]
    def on(self, event):
        try:
            self.state = TABLE[self.state, event]
        except KeyError as e:
            raise ValueError(f"{event} in {self.state}") from e
        self.history.append(self.state)
        return self
c = Connection()
for event in "listen syn ack fin close ack".split():
    print(f"{event:>8} -> {c.on(event).state}")
print(" ".join(c.history), c.history.count("CLOSED"))
try:
    Connection().on("listen").on("fin")
except ValueError as e:
    print(e, "|", repr(e.__cause__))
reachable = {"CLOSED"}
while new := {to for (state, _), to in TABLE.items() if state in reachable} - reachable:
    reachable |= new
print(sorted(reachable))
