# SPDX-License-Identifier: GPL-3.0-or-later
# except*: each clause takes its part of a group, what none takes goes on.
import sys


def trial(error, *clauses):
    """Clauses: a type, and what its body raises or None."""
    names = []
    try:
        try:
            raise error
        except* clauses[0][0] as part:
            names.append(repr(part))
            print("1:", part, part.exceptions, repr(sys.exc_info()[1]))
            if clauses[0][1]:
                raise clauses[0][1]
        except* clauses[1][0] as part:
            print("2:", part, part.exceptions, repr(sys.exception()))
            if clauses[1][1]:
                raise clauses[1][1]
        else:
            print("else")
        finally:
            print("finally", "part" in locals())
    except BaseException as left:
        print("left", repr(left), repr(left.__cause__), repr(left.__context__), left is error)
        for each in getattr(left, "exceptions", ()):
            print("  ", repr(each), repr(each.__context__))
    print("handled", sys.exc_info())


def group():
    return ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), ValueError(3)]), KeyError(4)])


none = OSError, None
trial(group(), (ValueError, None), none)
trial(group(), (ValueError, None), ((TypeError, KeyError), None))
trial(group(), (ValueError, AttributeError("new")), none)
trial(group(), (ValueError, AttributeError("new")), (TypeError, IndexError("too")))
trial(group(), (Exception, AttributeError("new")), none)
trial(group(), none, none)
trial(group(), (Exception, None), none)
trial(ValueError("bare"), (ValueError, None), none)
trial(ValueError("bare"), none, none)
trial(ValueError("bare"), (ValueError, AttributeError("new")), none)
trial(ValueError("bare"), none, (Exception, KeyError("second")))
trial(KeyboardInterrupt(), (KeyboardInterrupt, None), none)
trial(BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError()]), (Exception, None), none)
for wrong in ExceptionGroup, (ValueError, BaseExceptionGroup), int, (ValueError, 4), "text", ():
    trial(group(), (wrong, None), none)


def again():
    try:
        raise group()
    except* ValueError:
        raise
    except* TypeError as part:
        raise part
    except* KeyError:
        raise IndexError from None


try:
    again()
except ExceptionGroup as error:
    print(repr(error), error.__traceback__.tb_lineno)
    for each in error.exceptions:
        print("  ", repr(each), repr(each.__cause__), repr(each.__context__), each.__suppress_context__)

try:
    pass
except* ValueError:
    print("never")
else:
    print("nothing raised")


def loop():
    for i in range(3):
        try:
            if i == 1:
                continue
            raise ExceptionGroup("l", [ValueError(i)])
        except* ValueError as part:
            for j in range(5):
                if j == 2:
                    break
            print(part.exceptions, i, j)
    try:
        return "returned"
    except* ValueError:
        pass
    finally:
        print("on the way")


print(loop())


def steps():
    try:
        yield 1
    except* ValueError as part:
        got = yield part.exceptions
        print("got", got, repr(sys.exception()))
    yield 3


generator = steps()
print(next(generator), generator.throw(ValueError("thrown")), generator.send("sent"), sys.exception())


class Halved(ExceptionGroup):
    def split(self, types):
        return self.answer


for answer in (None, None), (None, KeyError("rest")), (ValueError("part"), None), (ValueError("part"), KeyError("rest")):
    halved = Halved("a", [ValueError()])
    halved.answer = answer
    try:
        try:
            raise halved
        except* TypeError as part:
            print("part", repr(part))
    except Exception as left:
        print("left", repr(left))
