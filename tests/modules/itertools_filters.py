# Which items come through; what starmap calls.
from itertools import compress, dropwhile, filterfalse, starmap, takewhile


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


class Truth:
    def __init__(self, truth): self.truth = truth
    def __bool__(self): return self.truth


def numbers(n):
    for i in range(n):
        yield i


print(list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])), list(compress(numbers(5), (Truth(i % 2) for i in range(3)) if False else [Truth(True), Truth(False), 1])))
print(list(compress("ab", [])), attempt(compress, "ab"), attempt(compress, 1, 2), list(compress(data="ab", selectors=[0, 1])))
print(list(dropwhile(lambda x: x < 3, numbers(6))), list(dropwhile(lambda x: Truth(x < 3), [1, 5, 2])), list(dropwhile(bool, [])))
print(list(takewhile(lambda x: x < 3, numbers(6))), list(takewhile(lambda x: Truth(x < 3), [1, 5, 2])))
t = takewhile(lambda x: x < 2, [1, 3, 1])
print(list(t), list(t))
print(list(filterfalse(None, [0, 1, "", "a", Truth(False).truth])), list(filterfalse(bool, [0, 1])), list(filterfalse(lambda x: x % 2, numbers(6))))
print(list(starmap(pow, [(2, 5), [3, 2], iter((10, 3))])), attempt(lambda: list(starmap(pow, [1]))), attempt(lambda: list(starmap(pow, [(1,)]))))
print(attempt(lambda: list(starmap(5, [(1,)]))), attempt(lambda: list(dropwhile(lambda x: 1 // 0, [1]))), attempt(filterfalse, None), attempt(takewhile))
d = dropwhile(lambda x: x < 2, [1, 2, 1])
next(d)
print(d.__reduce__()[2], list(d), type(d))
