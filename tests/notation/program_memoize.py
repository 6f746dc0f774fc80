# SPDX-License-Identifier: GPL-3.0-or-later
# A decorator that remembers, with a limit and counters.
def memoize(size=None):
    def decorate(f):
        cache = {}
        def wrapper(*args):
            if args in cache:
                wrapper.hits += 1
                cache[args] = cache.pop(args)
                return cache[args]
            wrapper.misses += 1
            value = cache[args] = f(*args)
            if size is not None and len(cache) > size:
                del cache[next(iter(cache))]
            return value
        wrapper.hits = wrapper.misses = 0
        wrapper.cache = cache
        wrapper.__name__ = f.__name__
        return wrapper
    return decorate
@memoize()
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.hits, fib.misses, fib.__name__)
@memoize(size=2)
def square(n):
    print("computing", n)
    return n * n
print(square(2), square(3), square(2), square(4), square(3), square.hits, list(square.cache))
try:
    square([1])
except TypeError as e:
    print(e)
