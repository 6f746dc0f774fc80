# SPDX-License-Identifier: GPL-3.0-or-later
# Subclasses of int, float and str that define some special methods: the others are the base's.
class Shown(int):
    def __repr__(self):
        return "Shown"


class Less(int):
    def __lt__(self, other):
        return "less"


class Shy(int):
    def __eq__(self, other):
        return NotImplemented

    def __lt__(self, other):
        return NotImplemented

    __hash__ = int.__hash__


class Text(str):
    def __repr__(self):
        return "Text"

    def __len__(self):
        return 0


class Real(float):
    def __bool__(self):
        return False


class Row(list):
    def __repr__(self):
        return "Row"


def show(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


for kind in Shown, Less, Shy:
    x, y = kind(3), kind(4)
    for f in (lambda: x == 3, lambda: 3 == x, lambda: x != 3, lambda: x == y, lambda: x == kind(3), lambda: x < 4, lambda: 4 > x,
              lambda: x < y, lambda: x > 2, lambda: x <= y, lambda: x >= 4, lambda: x < 3.5, lambda: x == 3.0, lambda: hash(x),
              lambda: {3: "a"}[x], lambda: {x: "a"}[3], lambda: x in {3}, lambda: 3 in [x], lambda: sorted([y, x, 2]),
              lambda: max(x, 7), lambda: x in (1, 3), lambda: [x] == [3], lambda: (x, 1) < (4, 0), lambda: bool(x)):
        show(f)
for f in (lambda: Text("a") == "a", lambda: "a" == Text("a"), lambda: Text("a") < "b", lambda: {"a": 1}[Text("a")], lambda: bool(Text("a")),
          lambda: Text("a") in {"a"}, lambda: Text("a") in "cab", lambda: Text("a") + "b", lambda: Text("a") != "a", lambda: str(Text("a")),
          lambda: repr(Text("a")), lambda: Text("a") < 1):
    show(f)
for f in (lambda: Real(1.5) == 1.5, lambda: bool(Real(1.5)), lambda: 1 if Real(1) else 2, lambda: Real(1.5) < 2, lambda: hash(Real(1.5)) == hash(1.5),
          lambda: not Real(1), lambda: Row([1]) == [1], lambda: [1] == Row([1]), lambda: Row([1]) < [2], lambda: Row([1]) != [1], lambda: Row([1]),
          lambda: [Row([1])], lambda: len(Row([1])), lambda: str(Row([1]))):
    show(f)
