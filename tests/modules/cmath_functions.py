# Functions of complex numbers: results to the last bit, and the errors.
import cmath
import math

INF, NAN = math.inf, math.nan
PARTS = [0.0, -0.0, 1.0, -1.0, 0.3, -2.5, 1e-310, 1e-160, 750.0, -709.5, 1e308, INF, -INF, NAN]
NAMES = "acos acosh asin asinh atan atanh cos cosh exp log log10 phase polar sin sinh sqrt tan tanh isfinite isinf isnan".split()


def show(name, *arguments, **named):
    try:
        result = repr(getattr(cmath, name)(*arguments, **named))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(name, arguments, result)


# The sign of a zero, or of a part that is NaN, beside an infinite part is nobody's promise.
for name in NAMES:
    for real in PARTS:
        for imaginary in PARTS:
            show(name, complex(real, imaginary))
for length in PARTS:
    for angle in PARTS:
        show("rect", length, angle)
for base in [2, 1j, 1, 0, -1, 0.5, 3 + 4j, True]:
    show("log", 2 + 1j, base)
    show("log", base, 10)


class HasComplex:
    def __complex__(self):
        return 1 + 1j


class HasFloat:
    def __float__(self):
        return 0.5


for argument in [HasComplex(), HasFloat(), 2, True, 10**400, "1", None, [1]]:
    show("sqrt", argument) if isinstance(argument, (int, str, list, type(None))) else print(cmath.sqrt(argument))
show("rect", 1j, 1)
show("rect", "1", 1)
show("isclose", 1 + 1j, 1 + 1.0000000001j)
show("isclose", 1j, 2j, rel_tol=0.5)
show("isclose", 1j, 2j, abs_tol=1)
show("isclose", 1j, 2j, abs_tol=-1)
show("isclose", complex(INF, 1), complex(INF, 2))
show("isclose", complex(INF, 1), complex(INF, 1))
show("sqrt")
show("sqrt", 1, 2)
show("log", 1, 2, 3)
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.infj, cmath.nan, cmath.nanj)
for k in range(40):
    z = complex(math.sin(k) * 1.1**k, math.cos(3 * k) * 0.9**k)
    print([getattr(cmath, name)(z) for name in NAMES])
