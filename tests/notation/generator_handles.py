# What a generator handles while it yields in an except clause is its own, whatever its callers handle.
import sys


def caught():
    try:
        yield "begun"
    except Exception:
        yield "handled"
        raise


generator = caught()
next(generator)
try:
    1 / 0
except ZeroDivisionError as error:
    print(generator.throw(error))
try:
    next(generator)
except ZeroDivisionError as error:
    print(repr(error))

# the same exception is handled around it, and another one, and none
generator = caught()
next(generator)
try:
    [][1]
except IndexError as error:
    print(generator.throw(error))
    try:
        next(generator)
    except IndexError as again:
        print(again is error, again.__context__)


def tells():
    yield sys.exc_info()[1]
    try:
        raise KeyError("own")
    except KeyError:
        yield sys.exc_info()[1]
        yield sys.exc_info()[1]
    yield sys.exc_info()[1]
    yield sys.exc_info()[1]


generator = tells()
try:
    raise ValueError("first")
except ValueError:
    print(repr(next(generator)), repr(next(generator)))
print(repr(next(generator)), sys.exc_info()[1])
try:
    raise TypeError("second")
except TypeError:
    print(repr(next(generator)), repr(sys.exc_info()[1]))
print(repr(next(generator)))


async def waits(awaitable):
    try:
        await awaitable
    except BaseException:
        await Once()
        raise


class Once:
    def __await__(self):
        yield "once"


coroutine = waits(Once())
coroutine.send(None)
try:
    raise LookupError("thrown")
except LookupError as error:
    print(coroutine.throw(error))
try:
    coroutine.send(None)
except LookupError as error:
    print(repr(error))
