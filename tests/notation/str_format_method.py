# SPDX-License-Identifier: GPL-3.0-or-later
# str.format: positions, names, attributes, items, specs.
print("{} {} {}".format(1, "a", None), "{0} {1} {0}".format("x", "y"), "{a} {b}".format(a=1, b=2),
    "{} {a}".format(1, a=2), "{{}} {{{}}}".format(5))
print("{0[0]} {0[1]} {1[key]} {1[0]}".format([10, 20], {"key": "v", 0: "zero"}),
    "{0.real} {0.imag}".format(5), "{a[x].real}".format(a={"x": 3}))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{0!r:>5}|".format("x"))
print("{:5}|{:<5}|{:>5}|{:^5}|{:*^7}|".format("a", "b", "c", "d", "e"),
    "{:d} {:x} {:#b} {:,}".format(1, 255, 5, 1234567))
print("{:{}}|{:{}.{}f}|{:{width}}|".format("a", 5, 3.14159, 8, 2, "z", width=4),
    "{0:{1}{2}}".format(3, ">", 5), "{:>{w}.{p}f}".format(1.5, w=8, p=3))
print("{}".format([1, "x"]), "{}".format({"a": 1}), "{:}".format(5), "{0:}".format("x"),
    "{a!s:>4}|".format(a=None))
print("".format(), "plain".format(1, 2, x=3), "{}".format("{}"), "é{}€".format("\U0001F600"))
class P:
    x = 1
    def __format__(self, spec):
        return "P<" + spec + ">"
print("{} {:abc}".format(P(), P()), "{0.x} {0:%Y-%m}".format(P()))
print("{a}{b}".format(**{"a": 1, "b": 2}), "{}{}".format(*"ab"), "{x}".format_map({"x": 5}))
class M(dict):
    def __missing__(self, key):
        return "no " + key
print("{a} {b}".format_map(M(a=1)), str.format("{}", 1), "{0[a b]}".format({"a b": 1}),
    "{0[-1]}".format({"-1": "text key"}))
