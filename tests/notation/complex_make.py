# complex(): of numbers, of texts, of a program's classes; repr and format.
import struct


def show(function, *arguments, **named):
    try:
        result = function(*arguments, **named)
        print(repr(result), type(result).__name__)
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class HasComplex:
    def __init__(self, result):
        self.result = result

    def __complex__(self):
        return self.result


class HasFloat:
    def __float__(self):
        return 2.5


class HasIndex:
    def __index__(self):
        return 7


class Sub(complex):
    pass


class Shown(complex):
    def __repr__(self):
        return "Shown"

    def __str__(self):
        return "shown"

    def __add__(self, other):
        return "added"

    def __eq__(self, other):
        return "equal"


for arguments in [(), (1,), (1.5, 2), (1j, 2j), (1, 2j), (1j, 1), (True,), (2**60,), (2**1100,), (1, 2**1100), (None,), ([],), (1, None),
                  ("1", 2), (1, "2"), (b"1",), (HasComplex(3j),), (HasComplex(3),), (HasComplex(3j), 1), (1, HasComplex(3j)), (HasFloat(),),
                  (HasIndex(),), (HasFloat(), HasIndex()), (1, HasIndex()), (Sub(1, 2),), (1, 2, 3), (-0.0, -0.0), (0.0, -0.0)]:
    show(complex, *arguments)
show(complex, real=1, imag=2)
show(complex, imag=2)
show(complex, real="1j")
show(complex, imaginary=2)
show(Sub, "1+j")
show(Sub, 1j)
for text in ["1", "1j", "+1j", "-j", "j", "+j", "1+2j", "1-2J", " 1+2j ", "(1+2j)", " ( 1+2j ) ", "( 1 )", "1 + 2j", "1+2", "", " ", "()",
             "1+-2j", "1++2j", "1e5+2e-3j", "1e+5-2E+3j", "inf", "-inf+nanj", "infinityj", "nan+infj", "1_0+2_0j", "_1", "1__0", "1_", "1j2",
             "1jj", "1+2j3", "a", "(1", "1)", "((1))", "1.5.5", "\u0661+\u0662j", "1\0", "1+", "e", "1e", "1ej", ".j", ".5j", "0x1", "1e400",
             "\u20031j\u2003", "1j+1", "1+2ej", "--1j"]:
    show(complex, text)
for number in [0j, -0j, complex(0, -1), complex(-0.0, 1), complex(1, -0.0), 1e16 + 1e15j, 1e22j, 0.1 + 0.2j, complex("nan+nanj"),
               complex("-inf-infj"), 5e-324j, 123456789.125 - 1e-7j]:
    print(number, repr(number), [number])
    for spec in ["", "f", ".2f", "e", ".3g", "g", "G", "n", "20", "<20", "^30.1f", "*>40.3e", "+", " .1f", "#.0f", ",", ",.1f", "_f", ".3",
                 "+.2", "z.1f"]:
        print(spec, format(number, spec), end="; ")
    print()
for spec in ["010", "=10", "0=10", "x", "d", "%", "s", "c", "0", ">010", "é", "1.1.1", ".9999999999"]:
    show(format, 1 + 2j, spec)
print(f"{1 + 2j!r:>12}|{1.5j:8}|{Sub(1, 2):.1f}", "{:.1f}".format(1j), "%s %r" % (1j, 2j))
show(lambda: "%f" % 1j)
show(lambda: "%d" % 1j)
x = Shown(1, 2)
print(x, [x], f"{x}", x + 1, x == 1, x * 2, x.real, abs(x), complex(x), -x, hash(Sub(1)) == hash(1))
x.name = "attribute"
print(x.name, isinstance(x, complex), issubclass(bool, complex), complex.__mro__, complex.__name__)
show(lambda: (1j).real.__class__)
show(lambda: setattr(1j, "real", 2))
show(lambda: (1j).__complex__())
show(lambda: (1j).__format__(1))
show(lambda: complex.__new__(Sub, 1, 2))
show(lambda: [1, 2][1j])
show(lambda: range(1j))
show(lambda: "a" * 1j)
show(lambda: struct.pack("d", 1j))
show(lambda: sorted([1j, 2j]))
show(lambda: max(1j, 2))
show(int, 1j)
show(float, 1j)
