# SPDX-License-Identifier: GPL-3.0-or-later
"""What Python's uuid asks of the system: identifiers made of the time and of this host. RFC 4122, section 4.2."""
import posix
import time

has_uuid_generate_time_safe = 1

_START = 0x01b21dd213814000 # 1970 in steps of 100 ns since 15 October 1582
_UNKNOWN = -1 # whether another process may make the same one at the same time


def _hardware_address():
    try:
        names = sorted(posix.listdir("/sys/class/net"))
    except OSError:
        names = []
    for name in names:
        try:
            with open(f"/sys/class/net/{name}/address") as file:
                address = bytes.fromhex(file.read().strip().replace(":", ""))
        except (OSError, ValueError):
            continue
        if len(address) == 6 and any(address):
            return address
    random = posix.urandom(6)
    return bytes([random[0] | 1]) + random[1:] # no card has that bit


class _State:
    node = None
    last = 0
    sequence = 0


def generate_time_safe():
    if _State.node is None:
        _State.node = _hardware_address()
        _State.sequence = int.from_bytes(posix.urandom(2), "big") & 0x3fff
    now = time.time_ns() // 100 + _START
    if now <= _State.last:
        now = _State.last + 1
    _State.last = now
    high = (now >> 48) & 0x0fff | 0x1000
    parts = ((now & 0xffffffff).to_bytes(4, "big"), (now >> 32 & 0xffff).to_bytes(2, "big"), high.to_bytes(2, "big"),
             (_State.sequence | 0x8000).to_bytes(2, "big"), _State.node)
    return b"".join(parts), _UNKNOWN
