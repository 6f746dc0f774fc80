# from __future__ import annotations: they are kept as texts, and are evaluated by nobody.
from __future__ import annotations


def shown(function):
    for name, text in function.__annotations__.items():
        print(name, repr(text))


def numbers(a: 1 + 2 * 3, b: (1 + 2) * 3, c: 2 ** -1, d: (-2) ** 2, e: 2 ** 3 ** 4, f: (2 ** 3) ** 4, g: -x.y, h: 1 - (2 - 3),
            i: 1 - 2 - 3, j: a // b % c @ d, k: ~(a | b) & c ^ d << 1 >> 2, l: 1.5e300 * 1e10, m: 1e400, n: 2j, o: 1e400j,
            p: 0x10, q: 1_000, r: +x, s: - -x) -> not a or b and c:
    pass


def tests(a: a if b else c, b: (a if b else c) if d else e, c: (lambda: 0) if d else e, d: lambda: x, e: lambda x, y=1, /, z=2, *a, k, l=3, **kw: x + y,
          f: not (not x), g: (not x) == y, h: x < y <= z != 1, i: (x < y) < z, j: x is not y in z not in w is None, k: (a or b) and c,
          l: a or (b or c), m: lambda *a: 0, n: lambda *, k: 0, o: lambda **k: 0, p: lambda a, /: 0):
    pass


def displays(a: (), b: (1,), c: (1, 2), d: [], e: [1, (2, 3)], f: {1, 2}, g: {}, h: {1: 2, **x, 'a': lambda: 0}, i: [x for x in y if z if w],
             j: {x: y for x, y in z}, k: {x for x in y for z in x}, l: (x for x in (y if a else b)), m: [*a, *b | c], n: [x async for x in y],
             o: (*a, b), p: [lambda: (yield_ := 1), [(x := 1) for y in z]]):
    pass


def atoms(a: list[int], b: dict[str, list[int]], c: x[1:2], d: x[::2, 1:], e: x[()], f: x[*a], g: f(x), h: f(x for x in y), i: f((x for x in y), 1),
          j: f(a, *b, c=d, **e), k: x.y.z, l: (1).real, m: 1.0.real, n: 'text'.upper(), o: (a + b).c, p: (lambda: 0)(), q: ..., r: None, s: True,
          t: b'bytes', u: "it's", v: 'a' "b", w: __debug__, x: x[(1, 2)], y: x[a:b, c]):
    pass


def texts(a: f'plain', b: f'{x}', c: f'{x!r:>{width}} and {{braces}}', d: f"{'a'}", e: f'{ {1: 2} }', f: f'{x:%Y-%m}', g: 'a' f'{b}' 'c', h: f'{lambda_:x}',
          i: f'{(lambda: 0)}', j: f"{x + 1 = }"):
    pass


for function in numbers, tests, displays, atoms, texts:
    print(function.__name__)
    shown(function)


class Record:
    name: nothing.that.exists
    count: undefined = 5
    __hidden: __private
    (parenthesised): not_kept = 1

    def method(self: Record, other: __mangled) -> Record:
        local: never_looked_at = 1
        return local


print(Record.__annotations__, Record.method.__annotations__, Record().method(1))
variable: undefined_too
Record.attribute: undefined_three = 7
names = {}
names["key"]: undefined_four = 8
print(__annotations__, Record.attribute, names)


def closure():
    captured = 1

    def inner(x: captured):
        pass
    return inner


print(closure().__annotations__, closure().__closure__)


for refused in "(x := 1)", "(yield)", "[(yield from x)]", "f(await x)":
    for statement in "def f(a: {}): pass", "def f() -> {}: pass", "x: {} = 1", "class C:\n    def f(self, *a: {}): pass":
        try:
            compile("from __future__ import annotations\n" + statement.format(refused), "<string>", "exec")
        except SyntaxError as error:
            print(error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
