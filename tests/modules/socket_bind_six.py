# SPDX-License-Identifier: GPL-3.0-or-later
# The third and fourth part of an IPv6 address: of large numbers the low bits count.
import socket

for rest in (
    ("x",), (0, "x"), (1.0,), (None,), (-1,), (1 << 20,), ((1 << 20) - 1,), (1 << 32, 1 << 40), (1 << 80,),
    (0, -(1 << 80)), (True,), (-(1 << 64), False), (0, 0, 0),
):
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as s:
        try:
            s.bind(("::1", 0) + rest)
            print(rest, s.getsockname()[2:])
        except (TypeError, OverflowError) as error:
            print(rest, type(error).__name__, error)
