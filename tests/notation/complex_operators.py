# Operators on complex numbers, mixed with all others.
INF, NAN = float("inf"), float("nan")
NUMBERS = [0j, 1j, -1j, 1 + 2j, -1.5 - 0.5j, 1e200 + 1e200j, complex(-0.0, 0.0), complex(INF, 1), complex(NAN, 1), complex(1, -INF),
           3, -2, 0, 0.5, -0.0, True, 10**30, 2**1100, INF, 100j, 101.0]
OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "<": lambda a, b: a < b,
    "&": lambda a, b: a & b,
    "divmod": divmod,
}


def show(name, function, *arguments):
    try:
        result = function(*arguments)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(name, *arguments, "->", repr(result))


for name, function in OPERATORS.items():
    for a in NUMBERS:
        for b in NUMBERS:
            huge = name in ("**", "/", "//", "%", "divmod") and not (isinstance(a, complex) or isinstance(b, complex))
            if not huge and 2**1100 not in (a, b):
                show(name, function, a, b)
show("+", lambda: 1j + 2**1100)
show("==", lambda: 1j == 2**1100)
for number in NUMBERS[:10]:
    for name, function in {"-": lambda a: -a, "+": lambda a: +a, "abs": abs, "bool": bool, "hash": hash, "repr": repr, "str": str,
                           "~": lambda a: ~a, "int": int, "float": float, "round": round, "conjugate": lambda a: a.conjugate(),
                           "real": lambda a: (a.real, a.imag), "new": lambda a: a.__getnewargs__()}.items():
        if not (name == "hash" and number != number):
            show(name, function, number)
print((-8) ** (1 / 3), (-8.0) ** 0.5, (-2) ** -1.5, pow(-1, 0.5), 2**1j, 1j**2, 1j**-3, (1 + 1j) ** 0.5)
for arguments in [(1j, 2, 3), (2, 3, 1j), (2, 1j, 3), (2j, 3, None)]:
    show("pow", pow, *arguments)
show("sum", sum, [1, 2.5, 1j])
show("+", lambda: 1j + "a")
show("+", lambda: [] + 1j)
show("+", lambda: (1j).__add__("a"))
show("+", lambda: (1j).__radd__(2))
show("+", lambda: (1).__add__(1j))
show("<", lambda: (1j).__lt__(1))
show("==", lambda: (1j).__eq__("a"))
a = 1j
a += 2
a *= 1j
a -= 0.5
a /= 2
a **= 2
print(a, {1j: 1, 1 + 0j: 2}[1], 1 in [1 + 0j], (1j, 2) == (1j, 2 + 0j), -0j, 0j - 0, -(0j))
print(1e400j, 1_0.5J, 0j, 00j, 1e3j, .5j, 5.J, 0x1 + 1j, 2 + 3j - 3j, (1 - 0j).imag)
