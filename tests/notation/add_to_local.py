# SPDX-License-Identifier: GPL-3.0-or-later
# x += y changes x where it stands, x = x + y makes a new value; on locals, with ints, and with what is none.
class Counter:
    def __init__(self, log):
        self.log = log
    def __add__(self, other):
        return Counter(self.log + ["add"])
    def __iadd__(self, other):
        self.log.append("iadd")
        return self
def in_place(x, y):
    old = x
    x += y
    return x, x is old
def plain(x, y):
    old = x
    x = x + y
    return x, x is old
def in_place_one(x):
    x += 1
    return x
def plain_one(x):
    x = x + 1
    return x
for x, y in [([1], [2]), ((1,), (2,)), ("a", "b"), (b"a", b"b"), (bytearray(b"a"), b"b"), (1.5, 2), (True, True),
             (2**62 - 1, 1), (2**62, 2**62), (-2**62, -1)]:
    print(in_place(x, y)[0], plain(x, y)[0])
print(in_place([1], (2, 3)), plain([1], [2]))
for value in [0, 2**62 - 1, 2**62, -2**62, 1.5, True]:
    print(in_place_one(value), plain_one(value))
for value in ["s", [1], None, (1,)]:
    for add in (in_place_one, plain_one):
        try:
            print(add(value))
        except TypeError as e:
            print(add.__name__, e)
print(in_place_one(Counter([])).log, plain_one(Counter([])).log)
print(in_place(Counter([]), 1)[0].log, plain(Counter([]), 1)[0].log)
def twice(x):
    x += x
    x = x + x
    return x
print(twice(3), twice("ab"), twice([1]), twice(2**61))
def unbound_first(flag):
    if flag:
        n = 1
    n += 1
    return n
def unbound_second(flag):
    n = 0
    if flag:
        m = 1
    n = n + m
    return n
for function in unbound_first, unbound_second:
    print(function(True))
    try:
        function(False)
    except UnboundLocalError as e:
        print(e)
