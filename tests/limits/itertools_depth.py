# Iterators upon iterators, 200,000 deep: Python's limit of recursion ends it, or they give what they have.
from itertools import chain, islice, count, repeat, accumulate, cycle, pairwise, starmap, takewhile, tee, zip_longest, groupby, compress


def deep(wrap):
    x = iter([1, 2, 3])
    for _ in range(200000):
        x = wrap(x)
    del x
    return "gone"


for wrap in (chain, lambda x: islice(x, 5), accumulate, cycle, pairwise, lambda x: takewhile(bool, x), lambda x: tee(x)[0],
             zip_longest, groupby, lambda x: compress(x, repeat(1))):
    print(deep(wrap))
a, b = tee(range(200000))
print(sum(a))
del a, b
