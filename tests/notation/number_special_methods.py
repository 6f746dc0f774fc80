# SPDX-License-Identifier: GPL-3.0-or-later
# The special methods of int, bool and float, called by name.
binary = ["add", "sub", "mul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift", "rshift", "and", "xor", "or",
          "lt", "le", "eq", "ne", "gt", "ge"]
for name in binary:
    for prefix in "__", "__r":
        method = prefix + name + "__"
        for a in 7, True, 2.5:
            for b in 2, True, 0.5, "x", None:
                if hasattr(a, method):
                    print(method, a, b, getattr(a, method)(b))
for name in "neg", "pos", "abs", "invert", "bool", "hash", "int", "float", "index", "trunc", "floor", "ceil", "round", "repr", "str":
    for a in 7, -3, False, 2.5, -2.5:
        if hasattr(a, "__" + name + "__"):
            print(name, a, getattr(a, "__" + name + "__")())
print((7).__pow__(2, 5), (7).__pow__(2, None), (7).__rpow__(2), (7).__round__(-1), (2.5).__round__(None), (25).__round__(-1))
print((7).__format__("x"), (2.5).__format__(".2f"), True.__format__(""), True.__format__("d"))
print((7).__getnewargs__(), (2.5).__getnewargs__())
print(int.__add__(1, 2), float.__mul__(2.0, 3), bool.__and__(True, False), int.__repr__(True), float("nan").__eq__(1))
tests = [lambda: (7).__truediv__(0), lambda: (7.0).__divmod__(0), lambda: (7).__lshift__(-1), lambda: (7.0).__pow__(2, 3),
         lambda: (7).__pow__(-1, 7), lambda: (7).__add__(), lambda: (7).__add__(1, 2), lambda: (7).__round__("x"),
         lambda: (7).__round__(None), lambda: (7).__format__(7), lambda: (7).__format__(), lambda: int.bit_length("a"),
         lambda: (7).__index__(1), lambda: (1.5).hex(1), lambda: (1.5).real(), lambda: float("inf").__trunc__()]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
