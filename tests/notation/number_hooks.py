# SPDX-License-Identifier: GPL-3.0-or-later
# int(), float(), round() and the other functions about numbers, given objects with special methods of a program.
# A class with one special method, which gives this answer or asks this function.
def make_class(name, answer):
    class C:
        pass
    setattr(C, name, lambda self, *args: answer if not callable(answer) else answer(*args))
    return C


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


for name in "__int__", "__index__", "__float__":
    for answer in 7, 2.5, "x", None:
        x = make_class(name, answer)()
        print(name, answer, end=": ")
        show(int, x)
        show(float, x)
        show(int, "11", x)
        show(hex, x)
        show(round, 1234.5678, x)
        show(round, 1234, x)
        show(lambda: (1).to_bytes(x, "big"))
        show(lambda: [10, 20, 30, 40, 50, 60, 70, 80][x])
        show(lambda: "%d" % x)
        show(lambda: "%x" % x)
        show(lambda: "%.2f" % x)
        show(pow, 2, x)
        show(abs, x)

show(abs, make_class("__abs__", "absolute")())
show(round, make_class("__round__", lambda *args: ("rounded", args))())
show(round, make_class("__round__", lambda *args: ("rounded", args))(), 3)
show(round, make_class("__round__", lambda *args: ("rounded", args))(), None)
show(divmod, make_class("__divmod__", lambda other: ("divmod", other))(), 3)
show(divmod, 3, make_class("__rdivmod__", lambda other: ("rdivmod", other))())
show(divmod, 3, make_class("__divmod__", lambda other: ("divmod", other))())
show(divmod, make_class("__divmod__", NotImplemented)(), 3.0)
show(pow, make_class("__pow__", lambda *args: ("pow", args))(), 3)
show(pow, make_class("__pow__", lambda *args: ("pow", args))(), 3, 5)
show(pow, 3, make_class("__rpow__", lambda *args: ("rpow", args))())
show(pow, 3, object, 5)
show(sum, [1, make_class("__radd__", "added")()])
show(sum, [make_class("__radd__", 40)(), 2, 0.5])
show(sum, [[1], [2, 3]], [])
show(sum, {1: "a", 2: "b"})
show(sum, (x for x in range(5)))
show(bool, make_class("__bool__", False)())
show(bool, make_class("__bool__", 1)())
show(bool, make_class("__len__", 0)())
show(int.from_bytes, make_class("__bytes__", b"\1\2")())
show(int.from_bytes, make_class("__index__", 3)())
show(int.from_bytes, range(3))
