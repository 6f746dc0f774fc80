# partial, reduce, cmp_to_key and what lru_cache makes of a function.
from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


def show(*args, **kwargs):
    return args, kwargs


print(reduce(lambda a, b: a * 10 + b, range(5)), reduce(max, [3]), reduce(max, [], 7), attempt(reduce, max, []), attempt(reduce, max, 5))
print(attempt(reduce), attempt(reduce, max, (x for x in "abc")), attempt(reduce, lambda a, b: 1 // 0, [1, 2]))
p = partial(show, 1, x=2)
print(p(), p(3, y=4), p(x=5), p.args, p.keywords, p.func is show)
print(partial(p, 9)(z=1), partial(p, 9).args, partial(p, 9).func is show, partial(print), partial(int, "ff", base=16)())
print(attempt(partial), attempt(partial, 1), attempt(setattr, p, "func", 1))
p.own = 3
print(p.own, p.__dict__, partial(p).func is p, p.__reduce__()[2][3])
q = partial(show)
q.__setstate__((max, (1, 2), {}, None))
print(q(), q, attempt(q.__setstate__, 1), attempt(q.__setstate__, (1, 2, 3, 4)))
r = partial(show)
r.__setstate__((r, (), {}, None))
print(r)


class Mine(partial):
    pass


print(Mine(max, 1), Mine(max, 1)(2))
K = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), K(1) < K(2), K(1) == K(1), K(obj=3).obj, attempt(lambda: K(1) < 1), attempt(hash, K(1)))
print(attempt(K), attempt(cmp_to_key), max([4, 9, 2], key=K), type(K(1)))


class Info(tuple):
    def __new__(cls, *args):
        return super().__new__(cls, args)


calls = []


def square(x, y=0):
    calls.append(x)
    return x * x + y


cached = _lru_cache_wrapper(square, 2, False, Info)
print([cached(n) for n in (1, 2, 1, 3, 2, 1.0, True)], cached.cache_info(), calls)
print(cached(1, y=2), cached(1, y=2), cached(x=1), cached.cache_info(), cached.cache_clear(), cached.cache_info())
typed = _lru_cache_wrapper(square, None, True, Info)
print([typed(n) for n in (1, 1.0, True, 1)], typed.cache_info())
none = _lru_cache_wrapper(square, 0, False, Info)
print(none(2), none(2), none.cache_info(), attempt(_lru_cache_wrapper, 1, 2, 3, 4), attempt(_lru_cache_wrapper, max, "x", False, Info))


class Holder:
    n = 0

    @partial(_lru_cache_wrapper, maxsize=10, typed=False, cache_info_type=Info)
    def method(self, x):
        Holder.n += 1
        return x + Holder.n


h = Holder()
print(h.method(1), h.method(1), Holder().method(1), Holder.method.cache_info(), attempt(cached, []), attempt(cached))


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


fib = _lru_cache_wrapper(fib, None, False, Info)
print(fib(100), fib.cache_info())


class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n
    def __eq__(self, other): return self.n == other.n


k = _lru_cache_wrapper(lambda key: key.n, 3, False, Info)
print([k(Key(n % 4)) for n in range(12)], k.cache_info(), [k(Key(3)), k(Key(3))], k.cache_info())
big = _lru_cache_wrapper(lambda n: n, 1000, False, Info)
for n in range(20000):
    big(n % 1500)
print(big.cache_info())
fails = _lru_cache_wrapper(lambda n: 1 // n, 5, False, Info)
print(attempt(fails, 0), attempt(fails, 0), fails.cache_info(), fails.__copy__() is fails)
