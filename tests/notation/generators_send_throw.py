# SPDX-License-Identifier: GPL-3.0-or-later
# send, throw and close of generators.
def echo():
    got = None
    while True:
        got = yield got
        print("received", got)
g = echo()
print(next(g), g.send(1), g.send("two"), next(g))
try:
    echo().send(1)
except TypeError as e:
    print(e)
def careful():
    try:
        yield 1
        yield 2
    except ValueError as e:
        print("thrown", e)
        yield "recovered"
    finally:
        print("finally")
g = careful()
print(next(g), g.throw(ValueError("v")))
g.close()
g = careful()
next(g)
g.close()
print(next(g, "closed"))
g = careful()
try:
    g.throw(KeyError("early"))
except KeyError as e:
    print("out", e)
def stubborn():
    try:
        yield
    except GeneratorExit:
        yield "no"
g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)
def stops():
    yield 1
    raise StopIteration("x")
try:
    list(stops())
except RuntimeError as e:
    print(e, repr(e.__cause__))
def busy():
    next(me)
    yield
me = busy()
try:
    next(me)
except ValueError as e:
    print(e)
