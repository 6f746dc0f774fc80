# SPDX-License-Identifier: GPL-3.0-or-later
# Arguments are evaluated from left to right, after the function.
def show(x):
    print("eval", x)
    return x
def f(*args, **kwargs):
    print(args, kwargs)
def pick():
    print("pick")
    return f
pick()(show(1), show(2), k=show(3), l=show(4))
pick()(show(1), *[show(2)], show(3), **{"k": show(4)}, m=show(5))
pick()(k=show(1), *[show(2)])
print(show("a") + show("b"), [show(1), show(2)])
def g(a=show("default")):
    return a
print(g(), g(show("given")))
