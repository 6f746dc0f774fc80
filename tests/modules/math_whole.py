# Functions of whole numbers.
import math


def show(function, *arguments):
    try:
        print(function.__name__, arguments, repr(function(*arguments)))
    except Exception as error:
        print(function.__name__, arguments, f"{type(error).__name__}: {error}")


class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number

    def __repr__(self):
        return f"Index({self.number})"


class Rounded:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"

    def __repr__(self):
        return "Rounded()"


for arguments in [(), (12,), (-12,), (12, 18), (0, 0), (0, -7), (12, -18, 27), (2**200, 6**90), (True, 5), (1.0,), (Index(-8), 12),
                  (-2**63, 2**62), ("a",), (2**62, 2**63)]:
    show(math.gcd, *arguments)
    show(math.lcm, *arguments)
for number in [0, 1, 2, 3, 4, 15, 16, 17, 2**52, 2**53 - 1, 2**64, 10**40, 10**40 - 1, 3**700, -1, -10**30, True, Index(10), 1.0, "a"]:
    show(math.isqrt, number)
for number in [0, 1, 2, 5, 12, 13, 20, 21, 60, 200, -1, -10**30, 10**30, 5.0, "a", True, Index(6), None]:
    show(math.factorial, number)
for n in [0, 1, 5, 10, 67, 68, 200, 10**20, -1, Index(7), True, 2.0]:
    for k in [0, 1, 2, 5, 34, 67, 199, -1, Index(3), 1.0, False]:
        show(math.comb, n, k)
        show(math.perm, n, k)
    show(math.perm, n)
show(math.comb, 10**400, 10**399)
show(math.comb, 10**400, 10**400 - 2)
show(math.perm, 10**400, 10**399)
show(math.comb, 3)
show(math.perm)
show(math.gcd, None)
for function in math.floor, math.ceil, math.trunc:
    for number in [Rounded(), 2, True, -2.5, 1e20, Index(5)]:
        show(function, number)
print(sum(math.comb(300, k) for k in range(301)) == 2**300, hash(math.factorial(3000)), math.isqrt(10**2000) == 10**1000)
