# SPDX-License-Identifier: GPL-3.0-or-later
# repr of a very deep container raises RecursionError.
def nest(n):
    x = []
    for _ in range(n):
        x = [x]
    return x
print(repr(nest(50)), len(repr(nest(200))))
deep = nest(100000)
for test in [
    lambda: repr(deep), lambda: str(deep), lambda: f"{deep}", lambda: "%s" % (deep,),
    lambda: "{}".format(deep), lambda: print(deep),
]:
    try:
        test()
        print("came back")
    except RecursionError as e:
        print(type(e).__name__, e)
d = {}
for _ in range(100000):
    d = {0: d}
t = ()
for _ in range(100000):
    t = (t,)
for x in d, t:
    try:
        repr(x)
        print("came back")
    except RecursionError as e:
        print(e)
print("goes on")
