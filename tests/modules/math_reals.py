# Functions of real numbers: results to the last bit, and the errors.
import math

INF, NAN = math.inf, math.nan
POINTS = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5, 2.0, 3.7, -3.7, 1e-300, -1e-300, 5e-324, 1e-9, 0.1, 7.0, -7.0, 23.0, 24.0,
          20.5, -20.5, 170.5, 171.6, 172.0, 199.3, 201.0, -201.5, 140.2, -140.2, 709.0, 710.0, 1023.5, 1024.0, 1e15, 1e16, 1e300,
          -1e300, INF, -INF, NAN, True, 5, 10**20, 4.5, -4.5, 2.5]
NAMES = ("acos acosh asin asinh atan atanh cbrt ceil cos cosh degrees erf erfc exp exp2 expm1 fabs floor frexp gamma isfinite isinf "
         "isnan lgamma log log10 log1p log2 modf radians sin sinh sqrt tan tanh trunc ulp").split()


def show(name, *arguments):
    try:
        result = getattr(math, name)(*arguments)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(name, arguments, repr(result))


for name in NAMES:
    for point in POINTS:
        show(name, point)
for name in "atan2 copysign fmod remainder pow nextafter log hypot isclose".split():
    for x in [0.0, -0.0, 1.0, -1.5, 2.0, 1e300, INF, -INF, NAN, 3]:
        for y in [0.0, -0.0, 1.0, -1.0, 0.5, 2, 3.25, -1e300, INF, -INF, NAN]:
            show(name, x, y)
for x in [1.0, 0.0, -0.0, INF, NAN, 3, 1e-320]:
    for i in [0, 1, -1, 1023, 1024, 5000, -1074, -1080, 2**31, -2**31 - 1, 10**30, -10**30, True, 1.0, "1"]:
        show("ldexp", x, i)
print(math.pi, math.e, math.tau, math.inf, math.nan)
for count in range(60):
    big = 3**(count * 41) + count
    print(count, math.log(big), math.log2(big), math.log10(big), math.log(big, 7), math.log(2.5, big + 1))
show("log", 10**400, 1)
show("log", 0)
show("log", -10**400)
show("log", 2, 0)
show("log", 2, 1)
for close in [dict(), dict(rel_tol=0.1), dict(abs_tol=1.0), dict(rel_tol=-1.0), dict(rel_tol=1, abs_tol=-2)]:
    try:
        print(math.isclose(1.0, 1.05, **close), math.isclose(1e300, INF, **close))
    except ValueError as error:
        print(error)
print(repr(math.e), math.hypot(), math.hypot(3), math.hypot(-3, 4), math.hypot(1e-310, 1e-310), math.hypot(1e308, 1e308))
for count in range(1, 30):
    vector = [1 / (i + 3.1) * 10**(i % 7) for i in range(count)]
    print(math.hypot(*vector), math.dist(vector, [i * 0.37 for i in range(count)]))
