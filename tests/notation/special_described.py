# Special methods that a descriptor of the program gives: its __get__ is asked, then what it gave is called.
import functools


class Described:
    def __init__(self, result, name):
        self.result, self.name = result, name

    def __get__(self, instance, owner=None):
        print("get", self.name, type(instance).__name__, owner.__name__)
        return self.call

    def call(self, *args):
        print("call", self.name, args if args and isinstance(args[0], (str, int)) else len(args))
        return self.result


class Kind:
    __len__ = Described(3, "len")
    __getitem__ = Described("item", "getitem")
    __setitem__ = Described(None, "setitem")
    __contains__ = Described(True, "contains")
    __add__ = Described("sum", "add")
    __eq__ = Described(False, "eq")
    __hash__ = Described(7, "hash")
    __str__ = Described("text", "str")
    __iter__ = Described(iter("ab"), "iter")
    __bool__ = Described(False, "bool")
    __int__ = Described(5, "int")
    __enter__ = Described("entered", "enter")
    __exit__ = Described(True, "exit")
    __lt__ = property(lambda self: lambda other: f"less {other}")
    __neg__ = functools.partialmethod(lambda self, word: word, "negative")
    __sub__ = functools.partialmethod(lambda self, word, other: (word, other), "less")


kind = Kind()
print(len(kind), kind["x"], 1 in kind, kind + 2, kind == 3, hash(kind), str(kind), list(kind), bool(kind), int(kind))
kind["y"] = 1
print(kind < 4, -kind, kind - 6)
with kind as entered:
    print(entered)
with kind:
    raise ValueError


class Failing:
    def __get__(self, instance, owner=None):
        raise LookupError("no exit")


class NoExit:
    __enter__ = Described(1, "enter")
    __exit__ = Failing()


try:
    with NoExit():
        print("never")
except LookupError as error:
    print(error)


class Plain:
    __exit__ = Described(False, "plain exit")

    def __enter__(self):
        return self


with Plain() as plain:
    print(type(plain).__name__)


class Async:
    @property
    def __aenter__(self):
        async def enter():
            return "async entered"
        return enter

    @property
    def __aexit__(self):
        async def leave(*exception):
            print(len(exception))
        return leave


async def main():
    async with Async() as entered:
        print(entered)


try:
    main().send(None)
except StopIteration:
    print("end")


class Called:
    __call__ = functools.partialmethod(lambda self, *args, **keywords: (args, keywords), "first")


class CalledByProperty:
    @property
    def __call__(self):
        return sorted


print(Called()(), Called()(2, key=3), CalledByProperty()([2, 1], reverse=True), callable(CalledByProperty()))
print(list(map(CalledByProperty(), [[3, 1], "ba"])))


class Uninformed:
    def __call__(self, *args):
        print("called with", len(args))


class Managed:
    __enter__ = Uninformed()
    __exit__ = staticmethod(lambda *exception: print("static exit", len(exception)))


class OfClass:
    @classmethod
    def __enter__(cls):
        return cls.__name__

    @classmethod
    def __exit__(cls, *exception):
        print(cls.__name__, len(exception))


with Managed(), OfClass() as name:
    print(name)
