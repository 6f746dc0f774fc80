# SPDX-License-Identifier: GPL-3.0-or-later
# What patterns ask of a program's own classes, and in which order.
class Meta(type):
    def __instancecheck__(cls, instance):
        print("instancecheck", cls.__name__, type(instance).__name__)
        return cls.__name__ == "Yes"


class Yes(metaclass=Meta):
    __match_args__ = ("a", "b")


class No(metaclass=Meta):
    pass


class Loud:
    def __eq__(self, other):
        print("eq", other)
        return other == 2

    def __getattr__(self, name):
        print("getattr", name)
        if name == "missing":
            raise AttributeError(name)
        if name == "broken":
            raise ValueError(name)
        return name.upper()


def try_it(v):
    match v:
        case 1:
            return 1
        case No():
            return "no"
        case Yes(missing=_):
            return "missing"
        case Yes(x, "C"):
            return "c"
        case Yes(x, "B", c=y):
            return x, y


print(try_it(Loud()))


class Keyed(dict):
    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)

    def __len__(self):
        print("len")
        return 5

    def keys(self):
        print("keys")
        return super().keys()


def mapping(v):
    match v:
        case {"x": 1}:
            return "one"
        case {"y": y, "z": z}:
            return y, z
        case {"x": x, **rest}:
            return x, rest


print(mapping(Keyed(y=1, z=2)))
print(mapping(Keyed(x=3, z=2)))


class Row(list):
    def __len__(self):
        print("len")
        return super().__len__()

    def __getitem__(self, i):
        print("item", i)
        return super().__getitem__(i)

    def __iter__(self):
        print("iter")
        return super().__iter__()


def sequence(v):
    match v:
        case [1, *_, 3]:
            return "one to three"
        case [a, b]:
            return a, b
        case [_, _, _]:
            return "three"
        case [*_]:
            return "any"


print(sequence(Row([1, 2, 3])))
print(sequence(Row([4, 5])))
print(sequence(Row([4, 5, 6])))
print(sequence(Row([4])))


class Subject:
    x = 1


def raising(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


def match_args(args, count):
    class C:
        __match_args__ = args
        a, b = 1, 2

    def run():
        match C():
            case C(x) if count == 1:
                return x
            case C(x, y) if count == 2:
                return x, y
            case C(x, a=y) if count == 3:
                return x, y
    return run


raising("fits", match_args(("a", "b"), 2))
raising("few", match_args(("a",), 2))
raising("none", match_args((), 1))
raising("list", match_args(["a"], 1))
raising("number", match_args((1,), 1))
raising("twice", match_args(("a",), 3))
raising("again", match_args(("a", "a"), 2))


def no_class():
    match 1:
        case raising():
            pass


def too_many():
    match 1:
        case int(a, b):
            pass


def none_at_all():
    match Subject():
        case Subject(1):
            pass


def broken():
    match Loud():
        case Loud(broken=1):
            pass


def twice():
    class K:
        a = "k"
        b = "k"
    match {"k": 1, "j": 2}:
        case {K.a: 1, K.b: 1}:
            return "never"


def itself():
    match True:
        case int(x, real=r, imag=0):
            return x, r


for function in no_class, too_many, none_at_all, broken, twice, itself:
    raising(function.__name__, function)

for class_, v in [(int, 1), (bool, True), (float, 1.5), (str, "s"), (bytes, b"b"), (bytearray, bytearray(b"b")),
                  (list, [1]), (tuple, (1,)), (dict, {1: 2}), (set, {1}), (frozenset, frozenset([1])), (range, range(1))]:
    def itself():
        match v:
            case class_(x):
                return x
    raising(class_.__name__, itself)


class Sub(int):
    pass


match Sub(5):
    case Sub(x):
        print("a subclass matches itself", x)

