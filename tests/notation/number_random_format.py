# SPDX-License-Identifier: GPL-3.0-or-later
# format() and % of numbers drawn at random, with every flag; and float repr and hex of random bits.
state = 20231


def draw(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


def choose(items):
    return items[draw(len(items))]


def number():
    kind = draw(4)
    if kind == 0:
        return choose([0, 1, -1, 65, True, 0.0, -0.0, 1.5, 1e100, 1e-7, float("inf"), float("nan"), -float("inf")])
    if kind == 1:
        return (draw(2**31) << choose([0, 10, 70])) * choose([1, -1])
    if kind == 2:
        return (draw(10**6) - 500000) / choose([2, 8, 100, 1000])
    return (draw(2**31) - 2**30) * 2.0 ** (draw(200) - 100)


def show(make):
    try:
        return make()
    except (ValueError, OverflowError, TypeError) as e:
        return type(e).__name__ + ": " + str(e)


for i in range(700):
    x = number()
    spec = (choose(["", "", "<", ">", "=", "^", "*<", "é^", "0="]) + choose(["", "", "+", "-", " "]) + choose(["", "", "", "z"]) +
            choose(["", "", "#"]) + choose(["", "0"]) + choose(["", str(1 + draw(40))]) + choose(["", "", ",", "_"]) +
            choose(["", "", "." + str(draw(30))]) + choose(["", "b", "d", "o", "x", "X", "n", "e", "E", "f", "F", "g", "G", "%"]))
    print(repr(x), spec, "|" + show(lambda: format(x, spec)) + "|")
    spec = ("%" + choose(["", "-", "0", "+", " ", "#", "+0", "-#", "# 0"]) + choose(["", str(1 + draw(30))]) +
            choose(["", "", "." + str(draw(25))]) + choose(["d", "i", "u", "x", "X", "o", "e", "E", "f", "F", "g", "G"]))
    print(spec, "|" + show(lambda: spec % x) + "|")

for i in range(400):
    x = (draw(2**31) * 2**31 + draw(2**31)) * 2.0 ** (draw(2000) - 1060)
    print(x, x.hex(), float.fromhex(x.hex()) == x, float(str(x)) == x)
