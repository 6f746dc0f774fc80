# Iterators one after another: accumulate, chain, cycle, pairwise, zip_longest, count, repeat, islice.
from itertools import *
import itertools


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


def numbers(n):
    for i in range(n):
        yield i


print(list(accumulate(range(5))), list(accumulate([], initial=3)), list(accumulate(numbers(5), lambda a, b: a * 2 + b, initial=10)))
print(list(accumulate("abc")), list(accumulate([7])), attempt(lambda: list(accumulate([1, "a"]))), attempt(accumulate), attempt(accumulate, 1))
print(list(chain("ab", [], numbers(2), (9,))), list(chain()), list(chain.from_iterable(["ab", numbers(2)])), attempt(lambda: list(chain([1], 2))))
print(list(chain.from_iterable(x * 2 for x in "abc")), attempt(chain.from_iterable, 1), attempt(lambda: chain(a=1)))
c = cycle(numbers(3))
print([next(c) for _ in range(8)], list(cycle([])), list(islice(cycle("ab"), 5)))
print(list(pairwise("abcd")), list(pairwise("a")), list(pairwise([])), list(pairwise(numbers(3))))
print(list(zip_longest("abc", numbers(1), fillvalue="-")), list(zip_longest("ab", "c")), list(zip_longest()), attempt(zip_longest, "a", x=1))
print(list(islice(count(), 3)), list(islice(count(5, -2), 3)), list(islice(count(1.5, 0.5), 3)), list(islice(count(2**62 - 1), 3)))
print(count(), count(3), count(3, 2), count(1.5), count(step=2), attempt(count, "a"), repeat(1), repeat("x", 3), repeat([], -2))
print(list(repeat(7, 3)), list(repeat(7, 0)), list(map(pow, range(4), repeat(2))), attempt(repeat), attempt(repeat, 1, "x"))
r = repeat(1, 4)
next(r)
print(r, r.__length_hint__(), attempt(repeat(1).__length_hint__))
for bounds in ((3,), (2, 5), (0, 10, 3), (None,), (2, None), (None, None, 4), (5, 2), (0,), (1, 1), (20,), (8, 20), (3, 9, 50)):
    print(bounds, list(islice(range(10), *bounds)), list(islice(numbers(10), *bounds)))
for bad in ((-1,), ("a",), (-1, 2), (1, -2), (1, 2, 0), (1, 2, -1), (1, 2, "x"), (), (1, 2, 3, 4), (2**70,)):
    print(bad, attempt(islice, range(10), *bad))
i = numbers(10)
print(list(islice(i, 2, 7, 3)), next(i), list(islice(i, 0)), next(i))
for kind in (accumulate([1]), chain(), cycle([1]), pairwise([]), zip_longest(), count(), repeat(1), islice([], 1)):
    print(type(kind), iter(kind) is kind, type(kind).__name__)
print(count(3).__reduce__(), count(3, 2).__reduce__(), repeat(1, 2).__reduce__(), chain().__reduce__()[:2])


class Mine(chain):
    pass


m = Mine("ab")
m.own = 1
print(list(m), m.own, type(Mine.from_iterable(["x"])))


class Slow(count):
    def __next__(self):
        return super().__next__() * 10


s = Slow(1)
print([next(s), next(s)], list(islice(s, 2)))


def raises():
    yield 1
    raise ValueError("no more")


for over in (accumulate, chain, cycle, pairwise, zip_longest, lambda x: islice(x, 9)):
    print(attempt(lambda: [x for x in over(raises())]))
x = iter([])
for _ in range(1000):
    x = chain(x, [1])
print(sum(1 for _ in x) if False else "deep")
print(itertools.__name__)
