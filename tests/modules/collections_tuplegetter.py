# The fields of a named tuple are descriptors that give an item.
from _collections import _tuplegetter


class Pair(tuple):
    first = _tuplegetter(0, "the first")
    third = _tuplegetter(2, None)


def attempt(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__, str(error)


p = Pair((1, 2))
print(p.first, attempt(lambda: p.third), Pair.first, Pair.first.__doc__, Pair.third, Pair.first.__reduce__()[1])
print(attempt(lambda: setattr(p, "first", 1)), attempt(lambda: delattr(p, "first")), attempt(lambda: Pair.first.__get__(3, int)))
