# groupby and tee: iterators that share another.
from itertools import count, groupby, islice, tee


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


print([(k, list(g)) for k, g in groupby("aabbbca")], [k for k, g in groupby([1, 1, 2])], list(groupby([])))
print([(k, list(g)) for k, g in groupby(range(10), lambda x: x // 3)], [(k, list(g)) for k, g in groupby([1, 3, 2], key=lambda x: x % 2)])
g = groupby("aab")
k, first = next(g)
print(next(first))
k2, second = next(g)
print(k2, list(first), list(second), list(g), type(g), type(first))
print(attempt(groupby), attempt(groupby, 1), attempt(lambda: list(groupby([1, 2], lambda x: x / 0))))


class Same:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n // 2 == other.n // 2
    def __repr__(self): return f"Same({self.n})"


print([(k, list(g)) for k, g in groupby(map(Same, range(5)))])


def numbers(n):
    for i in range(n):
        yield i


a, b = tee(numbers(4))
print(next(a), next(a), list(b), list(a), list(a))
a, b, c = tee("abc", 3)
print(list(a), next(b), list(c), list(b))
a, = tee(count(), 1)
print(list(islice(a, 3)), tee([], 0), attempt(tee, 1), attempt(tee, [], -1), attempt(tee), attempt(tee, [1], "x"))
a, b = tee(range(5))
next(a)
c = a.__copy__()
print(next(a), next(c), next(b), type(a))
d, e = tee(a)
print(d is a, list(d), list(e))


class Again:
    def __init__(self): self.it = None
    def __iter__(self): return self
    def __next__(self): return next(self.it)


again = Again()
again.it, other = tee(again)
print(attempt(next, again.it))


def raises():
    yield 1
    raise ValueError("no more")


a, b = tee(raises())
print(next(a), attempt(next, a), next(b), attempt(next, b))
a, b = tee(range(100000))
print(sum(a), sum(b))
