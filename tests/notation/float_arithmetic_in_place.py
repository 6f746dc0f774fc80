# Results of floats may be written over operands that nobody else names, and over no others.
def formula(a, b):
    c = a + b
    d = c
    c += 1.5
    e = c * d - a * b
    f = e
    e -= d
    e *= 2
    return a, b, c, d, e, f


print(formula(1.25, 2.5), formula(1, 2.5), formula(2.5, 1), formula(True, 0.5))
numbers = [1.0, 2.0, 3.0]
first = numbers[0]
numbers[0] += 10.0
numbers[1] -= numbers[0] * 2.0
print(numbers, first)


def kept(x, items):
    items.append(x)
    x += 1.0
    items.append(x)
    x = x * x - x
    return x, items


print(kept(0.5, []), kept(0.5, []))
one = 1.0
for _ in range(3):
    total = 0.0
    total += one
    total += 0.1
    print(total, one)
print(-one, one, -(one + 1.0), -0.0, -(0.0 * one))

nan, inf = float("nan"), float("inf")
values = [0.0, -0.0, 1.5, -2.0, inf, -inf, nan, 3, -4, 0, 2**52 + 1, 2**62, -(2**62), 10**30, True]
for a in values:
    row = []
    for b in values:
        row += [a + b, a - b, a * b, a < b, a <= b, a == b, a != b, a > b, a >= b]
        for name, operate in (("/", lambda: a / b), ("//", lambda: a // b), ("%", lambda: a % b), ("**", lambda: a**b)):
            if name == "**" and (abs(b) > 100 or isinstance(a, int) and isinstance(b, int)):
                continue
            try:
                row.append(operate())
            except (ZeroDivisionError, OverflowError, ValueError) as error:
                row.append(f"{type(error).__name__}: {error}")
    print(a, row)

large = 2**62 - 1
print(large + 1, -large - 2, large * 2, large * large, -(-large - 1))
text = "a"
same = text
text += "b"
print(text, same, 1.5 .__class__, (2.5).is_integer())


class Real(float):
    def __add__(self, other):
        return "added"

    def __rmul__(self, other):
        return "multiplied"


print(Real(1.0) + 2.0, 2.0 + Real(1.0), 2.0 * Real(3.0), 2 * Real(3.0), Real(3.0) * 2.0)
for bad in (lambda: 1.0 + "a", lambda: "a" - 1.0, lambda: 1.5 * [1], lambda: None + 1.0):
    try:
        bad()
    except TypeError as error:
        print(error)
