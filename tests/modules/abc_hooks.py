# SPDX-License-Identifier: GPL-3.0-or-later
# What Python's abc takes from _abc: abstract methods, registered classes, subclass hooks, and what is remembered.
import _abc


class Meta(type):
    def __new__(mcls, name, bases, namespace, /, **keywords):
        cls = super().__new__(mcls, name, bases, namespace, **keywords)
        _abc._abc_init(cls)
        return cls

    def register(cls, subclass):
        return _abc._abc_register(cls, subclass)

    def __instancecheck__(cls, instance):
        return _abc._abc_instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        return _abc._abc_subclasscheck(cls, subclass)


def abstract(function):
    function.__isabstractmethod__ = True
    return function


def told(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class A(metaclass=Meta):
    @abstract
    def f(self): pass

    @property
    @abstract
    def p(self): pass

    @classmethod
    @abstract
    def c(cls): pass

    @staticmethod
    @abstract
    def s(): pass

    def g(self): pass


class B(A):
    def f(self): return 1


class C(B):
    p = c = s = None


print(sorted(A.__abstractmethods__), sorted(B.__abstractmethods__), C.__abstractmethods__, C().f())
told(A)
told(B)
told(lambda: object.__new__(A))
told(lambda: type.__abstractmethods__)
told(lambda: int.__abstractmethods__)
print(A.p.__isabstractmethod__, A.__dict__["c"].__isabstractmethod__, property().__isabstractmethod__)
B.__abstractmethods__ = frozenset()
print(B().f())


class Sized(metaclass=Meta):
    @classmethod
    def __subclasshook__(cls, other):
        print("asked of", other.__name__)
        if cls is Sized:
            return any("__len__" in base.__dict__ for base in other.__mro__)
        return NotImplemented


class Long(Sized): pass
class Plain: pass


print(isinstance([], Sized), isinstance([], Sized), issubclass(int, Sized), issubclass(int, Sized))
print(isinstance(3, Long), isinstance(Long(), Sized), isinstance(Plain(), Long))
token = _abc.get_cache_token()
print(Long.register(Plain) is Plain, isinstance(Plain(), Long), _abc.get_cache_token() - token)
print(isinstance(Plain(), (int, Long)), isinstance(Plain(), int | Long), issubclass(Plain, (str, Long)))


class Below(Plain): pass


print(issubclass(Below, Long), isinstance(Below(), Long))
told(lambda: Long.register(3))
told(lambda: issubclass(3, Long))
told(lambda: Below.register)
told(lambda: Long.register(Sized))
told(lambda: isinstance(3, Meta))
told(lambda: _abc._abc_register(int, str))
print(Long.__subclasshook__(int), object.__subclasshook__(), type(_abc._get_dump(Long)[0]))


class Liar:
    @property
    def __class__(self): return Plain


print(isinstance(Liar(), Plain), isinstance(Liar(), Long), isinstance(Liar(), Liar), isinstance(Liar(), int))


class Wrong(metaclass=Meta):
    @classmethod
    def __subclasshook__(cls, other): return 7


told(lambda: issubclass(int, Wrong))


class Refuses(metaclass=Meta):
    @classmethod
    def __subclasshook__(cls, other): 1 / 0


told(lambda: isinstance(1, Refuses))


# A class that has gone is forgotten, and its registration with it.
def make():
    class Gone: pass
    Long.register(Gone)
    return isinstance(Gone(), Long)


print(all(make() for _ in range(100)))


class abstractclass(classmethod):
    __isabstractmethod__ = True

    def __init__(self, function):
        function.__isabstractmethod__ = True
        super().__init__(function)


class D(metaclass=Meta):
    @abstractclass
    def c(cls): return cls


print(D.__abstractmethods__, D.c() is D)
