# SPDX-License-Identifier: GPL-3.0-or-later
# What a generator handles, and what is handled around it, when it goes on elsewhere than where it began.
import sys
from contextlib import contextmanager


def handling():
    try:
        raise ValueError("own")
    except ValueError:
        print("inside", repr(sys.exception()))
        yield 1
        print("still", repr(sys.exception()))
    print("behind", repr(sys.exception()))
    yield 2
    try:
        raise KeyError
    except KeyError:
        pass
    print("end", repr(sys.exception()))


generator = handling()
try:
    raise IndexError("outer")
except IndexError:
    next(generator)
    print("outside", repr(sys.exception()))
next(generator)
print("outside", repr(sys.exception()))
try:
    raise OSError("another")
except OSError:
    print(next(generator, "over"), repr(sys.exception()))


def contexts(error):
    while error is not None:
        print(repr(error), end=" < ")
        error = error.__context__
    print()


def raising(error):
    try:
        yield
    finally:
        raise error


def thrown(outer, inner):
    generator = raising(outer)
    next(generator)
    try:
        raise ArithmeticError("handled")
    except ArithmeticError:
        try:
            generator.throw(inner)
        except Exception as error:
            contexts(error)


thrown(ValueError("outer"), TypeError("inner"))
try:
    with contextmanager(raising)(KeyError("last")):
        with contextmanager(raising)(ValueError("second")):
            raise TypeError("first")
except KeyError as error:
    contexts(error)
