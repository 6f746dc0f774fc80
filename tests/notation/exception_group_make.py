# SPDX-License-Identifier: GPL-3.0-or-later
# How groups are made, which class they get, what they show of themselves.


def told(make):
    try:
        print(repr(make()))
    except Exception as error:
        print(type(error).__name__, error)


class Plain(ExceptionGroup):
    pass


class Base(BaseExceptionGroup):
    pass


class Both(BaseExceptionGroup, Exception):
    pass


class Listed(list):
    def __iter__(self):
        return iter([KeyError(5)])


class Indexed:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        if i == 2:
            raise IndexError
        return ValueError(i)


stop = KeyboardInterrupt()
told(lambda: BaseExceptionGroup())
told(lambda: BaseExceptionGroup(1))
told(lambda: ExceptionGroup(1, 2))
told(lambda: ExceptionGroup("a", 2))
told(lambda: ExceptionGroup("a", {2}))
told(lambda: ExceptionGroup("a", {2: 3}))
told(lambda: ExceptionGroup("a", []))
told(lambda: ExceptionGroup("a", [1]))
told(lambda: ExceptionGroup("a", [ValueError(), ValueError]))
told(lambda: ExceptionGroup("a", [stop]))
told(lambda: BaseExceptionGroup("a", [stop], x=1))
told(lambda: BaseExceptionGroup(message="a", exceptions=[stop]))
told(lambda: Plain("a", [stop]))
told(lambda: Both("a", [stop]))
told(lambda: Base("a", [stop]))
told(lambda: Base("a", [ValueError()]))
told(lambda: BaseExceptionGroup("x", [ValueError()]))
told(lambda: BaseExceptionGroup("x", [stop]))
told(lambda: BaseExceptionGroup("x", (ValueError(), stop)))
told(lambda: BaseExceptionGroup("x", Listed([1])).exceptions)
told(lambda: BaseExceptionGroup("x", Indexed()).exceptions)
told(lambda: BaseExceptionGroup("x", "text"))

group = ExceptionGroup("some", [ValueError(1), ExceptionGroup("nested", [TypeError(2)])])
print(group, "|", group.message, "|", group.exceptions, "|", group.args)
print(str(ExceptionGroup("one", [ValueError()])), ExceptionGroup[int], ExceptionGroup.__mro__)
for name in "message", "exceptions":
    told(lambda: setattr(group, name, 4))
print(BaseExceptionGroup.message, BaseExceptionGroup.split)
group.__init__(1, 2, 3)
print(group.args, group.message)
told(lambda: group.__init__(x=1))
told(lambda: group.derive())
told(lambda: group.derive([]))
told(lambda: group.derive(1, 2))
told(lambda: group.derive([KeyError()]))
told(lambda: BaseException.__new__(Plain, "a", [KeyError()]) and 0 if False else 0)


class Coded(ExceptionGroup):
    def __new__(cls, message, parts, code):
        made = super().__new__(cls, message, parts)
        made.code = code
        return made

    def derive(self, parts):
        return Coded(self.message, parts, self.code)


coded = Coded("c", [ValueError(1), TypeError(2)], 7)
print(repr(coded), coded.args, coded.code, coded.split(TypeError)[0].code)


class Kept(ExceptionGroup):
    def __init__(self, message, parts, *, code):
        self.code = code


kept = Kept("k", [ValueError(1)], code=3)
print(kept, kept.args, kept.code)
for bases in [(ExceptionGroup, OSError), (OSError, ExceptionGroup), (ValueError, ExceptionGroup),
              (StopIteration, SyntaxError), (ImportError, ModuleNotFoundError), (ExceptionGroup, KeyError)]:
    try:
        made = type("Made", bases, {})
        print(made.__mro__, made.__base__)
    except TypeError as error:
        print(error)
