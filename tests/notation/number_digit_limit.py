# SPDX-License-Identifier: GPL-3.0-or-later
# The limit of 4300 decimal digits, wherever an int becomes text or text an int; other bases have none.
big = 10**4300
fits = big - 1


def show(f):
    try:
        text = f()
        print(len(text), text[:10])
    except Exception as e:
        print(type(e).__name__, e)


for n in fits, -fits, big, -big, 3**100000:
    show(lambda: str(n))
    show(lambda: repr(n))
    show(lambda: repr([1, (n,)]))
    show(lambda: str({"a": n}))
    show(lambda: f"{n}")
    show(lambda: f"{n!r:>5}")
    show(lambda: f"{n:d}")
    show(lambda: f"{n:,}")
    show(lambda: format(n, "n"))
    show(lambda: "%d" % n)
    show(lambda: "%s" % n)
    show(lambda: "%i" % n)
    show(lambda: "{}".format(n))
    show(lambda: hex(n))
    show(lambda: f"{n:b}")
    show(lambda: "%o" % n)
    show(lambda: n.__repr__())
    show(lambda: f"{n:e}")
show(lambda: str(int("9" * 4300)))
show(lambda: str(int("9" * 4301)))
show(lambda: str(int(" -" + "1_" * 4300 + "1 ")))
show(lambda: str(int("0" * 4301)))
show(lambda: str(int("9" * 4301 + "x")))
show(lambda: str(int(b"9" * 5000)))
show(lambda: hex(int("f" * 5000, 16)))
show(lambda: hex(int("7" * 5000, 8)))
show(lambda: str(int("1" * 5000, 3)))
show(lambda: str(int("x" + "9" * 300)))
show(lambda: str(big == 10**4300 and hash(big) and len(hex(big))))
