# SPDX-License-Identifier: GPL-3.0-or-later
# However long a program runs, nothing that takes items takes one too many or leaves one out: the machine looks around now and then,
# also while C walks.
import array
import collections
import functools
import itertools
import math
import operator

N = 7
TAKERS = {
    "next": lambda it: [next(it) for _ in range(N)],
    "next with a default": lambda it: [next(it, None) for _ in range(N)],
    "for": lambda it: [x for x, _ in zip(it, range(N))],
    "islice": lambda it: list(itertools.islice(it, N)),
    "zip": lambda it: [x for _, x in zip(range(N), it)],
    "strict zip": lambda it: [x for x, _ in zip(itertools.islice(it, N), range(N), strict=True)],
    "map": lambda it: list(map(operator.pos, itertools.islice(it, N))),
    "map of two": lambda it: list(map(lambda x, y: x, itertools.islice(it, N), range(N))),
    "filter": lambda it: list(filter(None, map((1).__add__, itertools.islice(it, N)))),
    "enumerate": lambda it: [x for _, x in enumerate(itertools.islice(it, N))],
    "chain": lambda it: list(itertools.chain([], itertools.islice(it, 3), itertools.islice(it, N - 3))),
    "takewhile": lambda it: list(itertools.takewhile(lambda x: x < N - 1, it)),
    "dropwhile": lambda it: [next(itertools.dropwhile(lambda x: x < N - 1, it))],
    "filterfalse": lambda it: list(itertools.filterfalse(None, itertools.islice(it, N))),
    "starmap": lambda it: list(itertools.starmap(operator.pos, zip(itertools.islice(it, N)))),
    "accumulate": lambda it: list(itertools.accumulate(itertools.islice(it, N))),
    "compress": lambda it: list(itertools.compress(itertools.islice(it, N), [1] * N)),
    "pairwise": lambda it: list(itertools.pairwise(itertools.islice(it, N))),
    "groupby": lambda it: [list(g) for _, g in itertools.groupby(itertools.islice(it, N), bool)],
    "zip_longest": lambda it: list(itertools.zip_longest(itertools.islice(it, N), range(2))),
    "tee": lambda it: list(itertools.islice(itertools.tee(it)[0], N)),
    "cycle": lambda it: list(itertools.islice(itertools.cycle(itertools.islice(it, N)), 2 * N)),
    "product": lambda it: list(itertools.product(itertools.islice(it, N), repeat=1)),
    "list": lambda it: list(itertools.islice(it, N)), "tuple": lambda it: tuple(itertools.islice(it, N)),
    "set": lambda it: set(itertools.islice(it, N)), "dict": lambda it: dict(zip(itertools.islice(it, N), range(N))),
    "fromkeys": lambda it: dict.fromkeys(itertools.islice(it, N)), "bytes": lambda it: bytes(itertools.islice(it, N)),
    "join": lambda it: "".join(map(str, itertools.islice(it, N))), "sum": lambda it: sum(itertools.islice(it, N)),
    "min": lambda it: min(itertools.islice(it, N)), "sorted": lambda it: sorted(itertools.islice(it, N)),
    "any": lambda it: any(x == N - 1 for x in it), "all": lambda it: all(x < N - 1 for x in it), "in": lambda it: N - 1 in it,
    "index": lambda it: operator.indexOf(it, N - 1), "count": lambda it: operator.countOf(itertools.islice(it, N), 0),
    "star": lambda it: [*itertools.islice(it, N)], "call": lambda it: (lambda *a: a)(*itertools.islice(it, N)),
    "unpack": lambda it: [exec("a, *b = it", {"it": itertools.islice(it, N)})], "extend": lambda it: [].extend(itertools.islice(it, N)),
    "slice": lambda it: operator.setitem([], slice(None), itertools.islice(it, N)),
    "deque": lambda it: collections.deque(itertools.islice(it, N)), "reduce": lambda it: functools.reduce(max, itertools.islice(it, N)),
    "array": lambda it: array.array("q", itertools.islice(it, N)), "fsum": lambda it: math.fsum(itertools.islice(it, N)),
    "prod": lambda it: math.prod(itertools.islice(it, N)), "Counter": lambda it: collections.Counter(itertools.islice(it, N)),
    "yield from": lambda it: list((lambda i: (yield from i))(itertools.islice(it, N))), "iter": lambda it: list(iter(it.__next__, N - 1)),
}
for name, take in TAKERS.items():
    wrong, first = 0, repr(take(itertools.count()))
    for _ in range(700):
        it = itertools.count()
        if repr(take(it)) != first or next(it) != N:
            wrong += 1
    print(name, first, wrong)
