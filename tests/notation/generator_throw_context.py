# SPDX-License-Identifier: GPL-3.0-or-later
# What is thrown into a generator has what the generator handles for its context.
def g(x):
    while 1:
        try: yield
        except x as e: print(repr(e), repr(e.__context__))
def h():
    try: 1/0
    except ZeroDivisionError:
        try: yield
        except KeyError as e: print(repr(e), repr(e.__context__)); yield
x = g(KeyError); next(x)
try: raise IndexError
except IndexError:
    x.throw(KeyError("a"))
    y = h(); next(y); y.throw(KeyError("b"))
    z = g(KeyError)
    try: z.throw(KeyError("not started"))
    except KeyError as e: print(repr(e), repr(e.__context__))
    try: z.throw(KeyError("finished"))
    except KeyError as e: print(repr(e), repr(e.__context__))
    k = KeyError("c"); k.__context__ = OSError()
    x.throw(k)
    y = h(); next(y); k = KeyError("d"); k.__context__ = OSError(); y.throw(k)
    x.throw(KeyError)
    def deleg(i): yield from i
    d = deleg(x); next(d); d.throw(KeyError("e"))
    it = iter([1,2]); d = deleg(it); next(d)
    try: d.throw(KeyError("f"))
    except KeyError as e: print(repr(e), repr(e.__context__))
