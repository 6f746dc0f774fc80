# SPDX-License-Identifier: GPL-3.0-or-later
# A dict whose key's __eq__ calls recv: the lookup waits like any call.
import socket
import threading
a, b = socket.socketpair()
class Key:
    def __init__(self, name):
        self.name = name
    def __hash__(self):
        return 5
    def __eq__(self, other):
        answer = b.recv(1)
        print("compared", self.name, other.name, answer)
        return answer == b"y"
d = {Key("first"): 1}
def feed():
    a.sendall(b"n")
    a.sendall(b"y")
t = threading.Thread(target=feed)
t.start()
print(d.get(Key("second"), "absent"))
print(d.get(Key("third"), "absent"))
t.join()
a.sendall(b"nny")
d[Key("fourth")] = 4
print(len(d), d[Key("fifth")] if len(d) > 1 else None)
a.close()
b.close()
