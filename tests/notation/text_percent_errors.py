# SPDX-License-Identifier: GPL-3.0-or-later
# What the % operator says of wrong formats and values.
def t(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


t(lambda: b"%s"%"a")
t(lambda: b"%b"%1)
t(lambda: b"%c"%256)
t(lambda: b"%c"%"a")
t(lambda: b"%d"%"a")
t(lambda: b"%y"%1)
t(lambda: b"%"%1)
t(lambda: b"%s %s"%(b"a",))
t(lambda: b"x"%(b"a",))
t(lambda: "%c"%"ab")
t(lambda: "%c"%1.5)
t(lambda: "%c"%0x110000)
t(lambda: "%(a)s"%1)
t(lambda: "%(a"%{})
t(lambda: "%(a)"%{"a":1})
t(lambda: "%*d"%("a",1))
t(lambda: "%s"%())
t(lambda: "%99999999999999999999d"%1)
t(lambda: "%.99999999999d"%1)
t(lambda: "%é"%1)
t(lambda: "%\x01"%1)
t(lambda: "%d"%"a")
t(lambda: "%x"%1.5)
t(lambda: "%f"%"a")
t(lambda: "%(a)s %s"%{"a":1})
