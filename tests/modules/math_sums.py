# Exact sums, products, and distances; what their arguments may be.
import math


def show(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class Real:
    def __init__(self, number):
        self.number = number

    def __float__(self):
        return self.number


class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


class Times:
    def __init__(self, text):
        self.text = text

    def __mul__(self, other):
        return Times(f"({self.text}*{other})")

    def __rmul__(self, other):
        return Times(f"({other}*{self.text})")

    def __repr__(self):
        return self.text


show(math.fsum, [])
show(math.fsum, [0.1] * 10)
show(math.fsum, [1e100, 1.0, -1e100, 1e-100, 1e50, -1.0, -1e50])
show(math.fsum, [2.0**53, -0.5, -2.0**-54])
show(math.fsum, [2.0**53, 1.0, 2.0**-100])
show(math.fsum, [2.0**53 + 10.0, 1.0, 2.0**-100])
show(math.fsum, [1e308, 1e308, -1e308])
show(math.fsum, [math.inf, 1.0])
show(math.fsum, [math.inf, -math.inf])
show(math.fsum, [math.nan, math.inf])
show(math.fsum, [math.nan, 1])
show(math.fsum, [-0.0])
show(math.fsum, (x / 3 for x in range(1000)))
show(math.fsum, [Real(1.5), Index(3), 2, True])
show(math.fsum, ["a"])
show(math.fsum, [Real("x")])
show(math.fsum, 3)
show(math.fsum, [10**400])
show(math.fsum, [(-1)**i / (i + 1) for i in range(5000)])
show(math.prod, [])
show(math.prod, [1, 2, 3.5])
show(math.prod, range(1, 30))
show(math.prod, [Times("a"), 2, Times("b")])
show(math.prod, [2, Times("b")], start=3)
show(math.prod, [[1], 2], start=1)
show(math.prod, ["a", "b"])
show(math.prod, 5)
show(math.prod, [1], 2)
show(math.prod, (x for x in "ab"), start=2)
show(math.dist, (1, 2), (4, 6))
show(math.dist, [1, 2.5], (x for x in (4, 6)))
show(math.dist, [1], [1, 2])
show(math.dist, [], [])
show(math.dist, [Real(1.0), Index(2)], [Index(7), Real(3.25)])
show(math.dist, [1, "a"], [1, 2])
show(math.dist, [1, 1], [1, None])
show(math.dist, 1, [1])
show(math.hypot, Real(3.0), Index(4))
show(math.hypot, "a")
show(math.hypot, math.inf, math.nan)
show(math.hypot, 1, math.nan)
show(math.sin, Real(0.5))
show(math.sin, Index(2))
show(math.sin, Real(1))
show(math.sin, "a")
show(math.sin)
show(math.sin, 1, 2)
show(math.sin, x=1)
show(math.pow, 1)
show(math.pow, 2, 10**400)
show(math.log)
show(math.log, 1, 2, 3)
show(math.floor, Real(2.5))
show(math.floor, "a")
show(math.floor, math.inf)
show(math.floor, math.nan)
show(math.ceil, None)
show(math.trunc, "a")
show(math.trunc, Real(1.0))
show(math.isclose, 1, 2, 3)
show((1).to_bytes, 1, "big", True)
