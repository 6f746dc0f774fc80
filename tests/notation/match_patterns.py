# SPDX-License-Identifier: GPL-3.0-or-later
# Every kind of pattern, each on what it matches and on what it does not.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Names:
    red = 1
    class deep:
        blue = "b"


def kind(v):
    match v:
        case 0 | -1 | 2.5 | -3.5:
            return "number"
        case None:
            return "none"
        case True | False:
            return "truth"
        case "a" "b" | b"ab":
            return "text"
        case Names.red:
            return "red"
        case Names.deep.blue:
            return "blue"
        case []:
            return "nothing in it"
        case [x]:
            return "one", x
        case [x, (y, z)]:
            return "two", x, y, z
        case 7, *_, 9:
            return "seven to nine"
        case [8, *middle, 8]:
            return "eights", middle
        case [*_, 10]:
            return "ends in ten"
        case [11, *rest]:
            return "eleven", rest
        case {}  if not v:
            return "empty mapping"
        case {"k": k, "l": [l]}:
            return "mapping", k, l
        case {-1: a, **rest}:
            return "rest", a, rest
        case {"only": _}:
            return "only"
        case {Names.deep.blue: value}:
            return "by value", value
        case Point(0, 0):
            return "origin"
        case Point(x=0):
            return "x is 0"
        case Point(x, y=y) if x == y:
            return "diagonal", x
        case Point() as p:
            return "point", p
        case int(n) | float(n):
            return "number", n
        case str() as s if s.startswith("s"):
            return "s", s
        case (("left", a) | (a, "right")) as both:
            return a, both
        case list(items):
            return "list", items
        case bytes(b) | bytearray(b):
            return "bytes", b
        case dict():
            return "dict"
        case _:
            return "else", type(v).__name__


for v in [0, -1, 2.5, -3.5, False, True, None, "ab", b"ab", 1, 1.0, "b", [], (), [1], (1,), [1, (2, 3)], [1, [2]],
          [7, 9], (7, 1, 2, 9), [7], [8, 8], [8, 1, 8], (8, 1, 2, 8), [8], [1, 2, 10], [10], [11, 12, 13], range(11, 14),
          {}, {"k": 1, "l": [2]}, {"k": 1, "l": []}, {-1: 5, 2: 3, 4: 5}, {"only": 0, "more": 1}, {"b": 4},
          Point(0, 0), Point(0, 1), Point(3, 3), Point(1, 2), 12, 1e3, "some", "other", ["left", 1], [1, "right"],
          ["left", "right"], [1, 2, 3], b"x", bytearray(b"y"), {1: 2}, {1, 2}, object, memoryview(b"1"), iter([1]),
          range(0), frozenset()]:
    print(repr(v) if not isinstance(v, memoryview) and "iter" not in type(v).__name__ else type(v).__name__, kind(v))

match 1, 2:
    case x, y:
        print(x, y)
match *[1, 2], 3:
    case [*all_of_it]:
        print(all_of_it)
match (1):
    case 2:
        print("never")
print("behind")


def soft(match, case, _=3):
    match[case] = _
    match = match[case]
    case: int = 5
    print(match, case, _)
    match (case):
        case case:
            print("case", case)
    match -case:
        case -5:
            print("minus")


soft({}, 1)


def guards(v):
    match v:
        case [x, y] if (s := x + y) > 10:
            return "large", s
        case [x, y] if x == y:
            return "equal"
        case _ if v == "special":
            return v
        case _:
            return locals()


print(guards([9, 9]), guards([1, 1]), guards("special"), guards([1, 2]), guards(4))


# Names are bound when the whole pattern has matched, before the guard.
def bound(v):
    x = "before"
    match v:
        case [x, 1]:
            pass
        case [_, 2] if not x:
            pass
        case [x, 3] if False:
            pass
    return x


print(bound([5, 1]), bound([5, 2]), bound([5, 3]), bound([5, 4]))

for v in range(4):
    match v:
        case 1:
            continue
        case 3:
            break
    print("loop", v)


def gives():
    match (yield 1):
        case [x] if (yield x):
            yield "yes", x
        case other:
            yield "no", other


for sent, truth in [([5], True), ([6], False), (7, None)]:
    g = gives()
    print(next(g), g.send(sent), end=" ")
    try:
        print(g.send(truth))
    except StopIteration:
        print("end")


def order(v):
    match v:
        case (a, b, [c]) | (b, c, {"a": a}) | (c, a, b):
            return a, b, c


print(order([1, 2, [3]]), order([1, 2, {"a": 3}]), order([1, 2, 3]))


def nested(v):
    match v:
        case [w, ([a, [b] | {"b": b}] | [b, a]) as c, *d, e]:
            return w, a, b, c, d, e
        case [a, _, *_, b, 1]:
            return a, b


print(nested([0, [1, [2]], 3]), nested([0, [1, {"b": 5}], 3, 4]), nested([0, [1, 2], 3, 4, 5]), nested([3, 4, 5, 1]))


def outer():
    match [1, 2]:
        case [seen, *others]:
            def inner():
                return seen, others
            return inner()


print(outer())


class Body:
    match {"a": 1}:
        case {"a": __private, **rest}:
            pass


print(sorted(n for n in vars(Body) if "private" in n or n == "rest"))
