# SPDX-License-Identifier: GPL-3.0-or-later
# split() and subgroup(): what matches, what a part keeps of the whole.


def told(make):
    try:
        print(repr(make()))
    except Exception as error:
        print(type(error).__name__, error)


def nested():
    try:
        raise ExceptionGroup("inner", [ValueError(3), KeyError(4)]) from OSError("cause")
    except ExceptionGroup as inner:
        try:
            raise ExceptionGroup("outer", [TypeError(1), inner, ValueError(2)])
        except ExceptionGroup as outer:
            return outer


group = nested()
told(lambda: group.split(ValueError))
told(lambda: group.split((KeyError, TypeError)))
told(lambda: group.split(()))
told(lambda: group.split(Exception)[0] is group)
told(lambda: group.split(ExceptionGroup)[0] is group)
told(lambda: group.subgroup(KeyboardInterrupt))
told(lambda: group.subgroup(lambda error: isinstance(error, KeyError)))
told(lambda: group.split(lambda error: [] if isinstance(error, ExceptionGroup) else [error.args[0] % 2][error.args[0] % 2 - 1:]))
told(lambda: group.subgroup(lambda error: 1 / 0))
told(lambda: group.split(5))
told(lambda: group.split())
told(lambda: group.split((ValueError, 5)))
told(lambda: group.subgroup([ValueError]))
told(lambda: group.subgroup(len))
told(lambda: ExceptionGroup.split(5, 6))

part, rest = group.split(KeyError)
inner = part.exceptions[0]
print(part.__traceback__ is group.__traceback__, repr(part.__context__), repr(part.__cause__), part.__suppress_context__)
print(inner.__traceback__ is group.exceptions[1].__traceback__, repr(inner.__cause__), inner.exceptions)

group.add_note("a note")
part = group.subgroup(TypeError)
part.add_note("of the part")
print(group.__notes__, part.__notes__)
for notes in 5, (1, 2), "ab", {1: 2}:
    group.__notes__ = notes
    print(getattr(group.subgroup(TypeError), "__notes__", "none"))


class Odd(ExceptionGroup):
    def derive(self, parts):
        return 5


class Other(ExceptionGroup):
    def derive(self, parts):
        print("derive", type(parts).__name__, parts)
        return BaseExceptionGroup("other", parts)


told(lambda: Odd("x", [ValueError(1), TypeError()]).split(ValueError))
told(lambda: Odd("x", [ValueError(1)]).split(ValueError))
told(lambda: Other("x", [ValueError(1), TypeError()]).split(ValueError))
told(lambda: BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError()]).split(Exception))
