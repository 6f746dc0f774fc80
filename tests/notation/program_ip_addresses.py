# SPDX-License-Identifier: GPL-3.0-or-later
# Addresses and networks by arithmetic.
def parse(text):
    parts = text.split(".")
    if len(parts) != 4 or not all(p.isdecimal() and int(p) < 256 for p in parts):
        raise ValueError(f"not an address: {text!r}")
    number = 0
    for p in parts:
        number = number << 8 | int(p)
    return number
def show(n):
    return ".".join(str(n >> shift & 255) for shift in (24, 16, 8, 0))
class Network:
    def __init__(self, text):
        address, _, bits = text.partition("/")
        self.bits = int(bits or 32)
        self.mask = (1 << 32) - (1 << 32 - self.bits)
        self.base = parse(address) & self.mask
    def __contains__(self, address):
        return parse(address) & self.mask == self.base
    def __len__(self):
        return 1 << 32 - self.bits
    def __repr__(self):
        return f"{show(self.base)}/{self.bits}"
    def __iter__(self):
        return (show(self.base + i) for i in range(len(self)))
for text in "192.168.1.77/24", "10.0.0.0/8", "172.16.5.4/30", "1.2.3.4":
    n = Network(text)
    print(n, len(n), show(n.mask), "192.168.1.1" in n, "10.2.3.4" in n)
print(list(Network("10.0.0.8/30")))
for bad in "1.2.3", "1.2.3.256", "a.b.c.d", "1.2.3.-4", "":
    try:
        parse(bad)
    except ValueError as e:
        print(e)
