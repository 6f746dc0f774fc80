# SPDX-License-Identifier: GPL-3.0-or-later
# What a socket says of itself cannot be assigned, nor deleted.
import socket
class Kind(socket.socket):
    pass
def refused(call, *args):
    try:
        print(call(*args))
    except Exception as e:
        print(type(e).__name__, e)
for s in socket.socket(), Kind():
    for name in "family", "type", "proto", "timeout":
        before = getattr(s, name)
        refused(setattr, s, name, 5)
        refused(delattr, s, name)
        print(getattr(s, name) == before)
    try:
        s.timeout = 5
    except AttributeError as e:
        print(e, s.gettimeout())
    s.close()
