# product, combinations, combinations_with_replacement, permutations.
from itertools import combinations, combinations_with_replacement, islice, permutations, product


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


for n in range(5):
    for r in range(6):
        pool = "abcdefg"[:n]
        print(n, r, *("".join(x) for x in combinations(pool, r)), sep=" ")
        print(n, r, *("".join(x) for x in combinations_with_replacement(pool, r)), sep=" ")
        print(n, r, *("".join(x) for x in permutations(pool, r)), sep=" ")
    print(list(permutations(range(n)))[:7])
print(list(product("ab", range(2))), list(product()), list(product("ab", repeat=2)), list(product("ab", [])), list(product("ab", repeat=0)))
print(len(list(product(range(3), repeat=4))), list(islice(product(iter("ab"), (x for x in "cd")), 3)))
for bad in (lambda: combinations("a", -1), lambda: combinations("a"), lambda: combinations("a", "x"), lambda: combinations(1, 1),
            lambda: combinations_with_replacement("a", -1), lambda: permutations("a", -1), lambda: permutations("a", "x"),
            lambda: permutations(1), lambda: product("a", repeat=-1), lambda: product("a", repeat="x"), lambda: product(1), lambda: product("a", x=1)):
    print(attempt(bad))
print(type(product()), type(permutations([])), list(combinations(iterable="abc", r=2)))
p = permutations("abc")
print(next(p), list(p), list(p))
