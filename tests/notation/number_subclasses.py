# SPDX-License-Identifier: GPL-3.0-or-later
# Classes of a program that inherit from int and float: results are of the base, attributes and special methods work.
class Port(int):
    def __new__(cls, value):
        self = super().__new__(cls, value)
        self.name = "port " + str(value)
        return self

    def __add__(self, other):
        return Port(super().__add__(other))

    def __repr__(self):
        return f"Port({int(self)})"


class Big(int):
    pass


class Degrees(float):
    def __str__(self):
        return f"{float(self):.1f} degrees"


p = Port(80)
print(p, repr(p), p.name, p + 1, type(p + 1).__name__, p - 1, type(p - 1).__name__, -p, +p, type(+p).__name__, p == 80, hash(p))
print(f"{p}|{p:5}|{p:x}|{p!s}", "%d %s %x" % (p, p, p), str(p), {80: "a"}[p], [0, 1][Big(1)], "ab" * Big(2), p < 81, 79 < p, p in [80])
b = Big(2**100)
print(b, b + 1, type(b * 2).__name__, b.bit_length(), b == 2**100, isinstance(b, int), Big("ff", 16), Big.from_bytes(b"\1\0"),
      type(Big.from_bytes(b"\1")).__name__, int(b) is not b, b >> 98, b.real, type(b.real).__name__, Big(), Big(True) + True)
b.note = [b.bit_count()]
print(b.note, b.__dict__, bool(Big(0)), bool(b), 5 if Big(3) else 6, round(Big(15), -1), abs(Big(-4)), divmod(Big(7), 2))
d = Degrees(21.25)
print(d, repr(d), d + 1, type(d + 1).__name__, f"{d}|{d:.2f}", Degrees.fromhex("0x1p4"), type(Degrees.fromhex("0x1p4")).__name__,
      d == 21.25, hash(d) == hash(21.25), d > 21, round(d), round(d, 1), int(d), Degrees("1e3"), Degrees(Big(3)))
d.scale = "C"
print(d.scale, isinstance(d, float), issubclass(Degrees, float), issubclass(bool, int), Degrees.__mro__[1].__name__)
try:
    class Truth(bool):
        pass
except TypeError as e:
    print(e)
