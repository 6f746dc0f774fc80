# SPDX-License-Identifier: GPL-3.0-or-later
# globals(), locals(), vars() and __name__.
x = 5
print(globals()["x"], "x" in globals(), globals()["__name__"], __name__, locals() is globals())
globals()["made"] = 6
print(made)
def f(a, b=2):
    c = 3
    return locals()
print(f(1))
def g():
    d = locals()
    d["new"] = 1
    try:
        return new
    except NameError as e:
        return str(e)
print(g())
def h():
    return "x" in locals(), "x" in globals()
print(h())
class C:
    y = 1
    names = [n for n in locals() if n[0] != "_"]
print(C.names)
def outer():
    v = 1
    def inner():
        v
        return locals()
    return inner()
print(outer())
print(__doc__, type(__builtins__).__name__ in ("module", "dict"))
def empty():
    return locals()
print(empty())
