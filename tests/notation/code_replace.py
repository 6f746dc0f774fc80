# A function's code can be another one's, and a copy of it with other names.
def f(a, b=2):
    return a + b


def g(a, b=2):
    return a * b


copy = f.__code__.replace(co_name="h", co_filename="elsewhere", co_firstlineno=100, co_qualname="x.h")
print(copy.co_name, copy.co_qualname, copy.co_filename, copy.co_firstlineno, copy is f.__code__, f.__code__.co_name)
f.__code__ = copy
print(f(1), f.__name__)
f.__code__ = g.__code__
print(f(5), f(5, 5))


def changes():
    changes.__code__ = g.__code__
    return "the old one to its end"


print(changes(), changes(6, 7))


def closure():
    x = 1
    return lambda: x


for wrong in None, closure().__code__:
    try:
        f.__code__ = wrong
    except (TypeError, ValueError) as error:
        print(error)
try:
    f.__code__.replace(co_name=1)
except TypeError as error:
    print(error)


def steps():
    yield 1


print(steps.__code__.replace(co_flags=steps.__code__.co_flags | 0x100).co_flags & 0x100)
