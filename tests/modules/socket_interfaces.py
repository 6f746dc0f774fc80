# Links, protocols, the machine's name: what the system knows by name and number.
import socket


def show(function, *args):
    try:
        print(function.__name__, args, "->", function(*args))
    except Exception as error:
        print(function.__name__, args, "!!", type(error).__name__, error)


class Path:
    def __fspath__(self):
        return "lo"


for name in "lo", b"lo", "nolink", "", "a" * 40, "a\0b", 5, None:
    show(socket.if_nametoindex, name)
show(socket.if_nametoindex)
print(socket.if_nametoindex(Path()))
for index in 1, 0, -1, 99999, 2 ** 32, 2 ** 70, "x", None:
    show(socket.if_indextoname, index)
print((1, "lo") in socket.if_nameindex())
show(socket.if_nameindex, 1)
for name in "tcp", "icmp", "UDP", "nothing", 5, "a\0b":
    show(socket.getprotobyname, name)
show(socket.getprotobyname)
for name in 5, None, "a\0b":
    show(socket.sethostname, name)
show(socket.sethostname)
print(socket.BDADDR_ANY, socket.CAN_EFF_FLAG, socket.SOL_ALG, socket.VMADDR_CID_ANY, socket.NETLINK_ROUTE, socket.AF_DECnet)
