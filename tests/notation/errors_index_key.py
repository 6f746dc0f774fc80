# SPDX-License-Identifier: GPL-3.0-or-later
# IndexError and KeyError texts.
tests = [
    lambda: [][0], lambda: [1][1], lambda: [1][-2], lambda: ()[0], lambda: ""[0], lambda: b""[0],
    lambda: bytearray()[0], lambda: range(0)[0], lambda: [].pop(), lambda: [1].pop(3), lambda: {}["k"],
    lambda: {}[1], lambda: {}[None], lambda: {}[(1, "a")], lambda: {}["it's"], lambda: {}['"'],
    lambda: {}["\n"], lambda: {}.pop("x"), lambda: {}.popitem(), lambda: set().pop(), lambda: {1}.remove(2),
    lambda: {1}.remove("x"), lambda: "abc"[10 ** 30], lambda: [1][10 ** 30], lambda: (1,)[-10 ** 30],
    lambda: [1]["a":], lambda: {1: 2}[1][0], lambda: "{}".format(), lambda: "{x}".format(),
    lambda: "%(x)s" % {}, lambda: bytearray().pop(), lambda: [1, 2].index(3), lambda: (1, 2).index(3),
    lambda: "a".index("b"), lambda: [1].remove(2), lambda: b"a".index(b"b"), lambda: range(3).index(5),
    lambda: memoryview(b"")[0], lambda: {1.5: 1}[2.5], lambda: {b"a": 1}["a"], lambda: {True: 1}[2],
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e, repr(e))
def assign():
    [][0] = 1
def delete():
    del [][0]
def assign_slice():
    a = [1, 2, 3]
    a[::2] = [1]
def delete_key():
    del {}["k"]
for f in assign, delete, assign_slice, delete_key:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
