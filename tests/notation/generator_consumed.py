# Generators walked by what is written in C: their ends, their values, what they raise, and generators that walk themselves.
def some(n, end=None, fails=None):
    for i in range(n):
        yield i
    if fails:
        raise fails
    return end


def attempt(what):
    try:
        return what()
    except Exception as error:
        cause = error.__cause__
        return type(error).__name__ + ": " + str(error) + (" from " + repr(cause) if cause else "")


consumers = {
    "sum": sum, "list": list, "tuple": tuple, "set": set, "any": any, "all": all, "max": max, "min": min, "sorted": sorted,
    "dict": lambda it: dict((k, k) for k in it), "join": lambda it: ",".join(str(k) for k in it), "bytes": bytes,
    "map": lambda it: list(map(str, it)), "zip": lambda it: list(zip(it, it)), "enumerate": lambda it: list(enumerate(it)),
    "filter": lambda it: list(filter(None, it)), "extend": lambda it: [9, *it], "in": lambda it: 2 in it, "next": lambda it: next(it, "none"),
    "unpack": lambda it: (lambda *args: args)(*it), "fromkeys": dict.fromkeys, "bytearray": bytearray,
}
for name, consume in consumers.items():
    print(name, attempt(lambda: consume(some(4, "end"))), attempt(lambda: consume(some(0))), attempt(lambda: consume(some(3, fails=ValueError("here")))),
          attempt(lambda: consume(some(3, fails=StopIteration(5)))))

walked = some(3, "end")
print(sum(walked), sum(walked), list(walked), attempt(lambda: next(walked)), next(walked, "default"))


def itself():
    yield 1
    yield sum(own)


own = itself()
print(attempt(lambda: list(own)))


def nested(depth):
    if depth:
        yield sum(nested(depth - 1)) + 1
    else:
        yield 0


print(list(nested(50)))


def closed():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


print(any(closed()))
one = some(5)
print(2 in one, list(one), attempt(lambda: sum(some(2, fails=KeyError("k")), start=1)))
