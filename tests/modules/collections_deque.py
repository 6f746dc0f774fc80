# A deque: its ends, its limit, and what walks it while it changes.
from _collections import deque


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error)


d = deque("abc")
d.append("d")
d.appendleft("z")
print(d, len(d), bool(d), bool(deque()), d.maxlen)
print(d.pop(), d.popleft(), list(d), list(reversed(d)))
d = deque(range(5), 3)
print(d, d.maxlen, d.append(9), d, d.appendleft(8), d)
print(deque(range(3), 0), deque([], maxlen=None), deque(maxlen=4))
for bad in (-1, "x", 1.5, 2**70):
    print(attempt(deque, [], bad))
print(attempt(deque, 1), attempt(deque, 1, 2, 3), attempt(lambda: deque(foo=1)))
print(attempt(deque().pop), attempt(deque().popleft))
d = deque(range(10))
for n in (1, -1, 3, -13, 100, 0, True):
    d.rotate(n)
    print(list(d))
d.rotate()
print(list(d), attempt(d.rotate, "x"), attempt(d.rotate, 1, 2))
d = deque("abcabc")
print(d.index("b"), d.index("b", 2), d.index("b", -3, -1), attempt(d.index, "z"), attempt(d.index, "a", 4), d.count("a"))
d.remove("b")
print(d, attempt(d.remove, "z"))
d.insert(1, "X")
d.insert(-1, "Y")
d.insert(100, "Z")
d.insert(-100, "0")
print(d, attempt(deque("ab", 2).insert, 0, 1))
print(d[0], d[-1], d[3], attempt(lambda: d[100]), attempt(lambda: d["x"]), attempt(lambda: d[1:2]), attempt(lambda: d[2**70]))
d[1] = "one"
del d[0]
print(d, attempt(d.__delitem__, 50), attempt(d.__setitem__, 50, 1))
d.reverse()
print(d, "Z" in d, "q" in d)
d.extend("12")
d.extendleft("34")
d += "56"
print(d)
d.extend(d)
print(len(d), d.clear(), d)
print(deque("ab") + deque("cd"), attempt(lambda: deque("ab") + [1]), deque("ab", 3) * 3, 2 * deque("ab"), deque("ab") * 0, deque("ab") * -1)
print(attempt(lambda: deque() * "x"))
d = deque("abc", 5)
d *= 3
print(d, d.copy(), d.copy().maxlen, d.__copy__() == d)
print(deque("ab") == deque("ab"), deque("ab") == deque("abc"), deque("ab") != deque("ac"), deque("ab") < deque("b"),
      deque([1, 2]) >= deque([1]), deque("a") == ["a"], attempt(lambda: deque([1]) < [1]), attempt(lambda: deque([1]) < deque(["a"])))
print(attempt(hash, deque()))
d = deque([1])
d.append(d)
print(d)
d.clear()


class Mine(deque):
    def __init__(self, *args):
        super().__init__(*args)
        self.own = 1


m = Mine("abc", 4)
print(m, type(m.copy()), m + deque("x"), m.__reduce__()[1:3], deque("ab").__reduce__()[:3], list(m.__reduce__()[3]))


def walk(change):
    d = deque(range(5))
    for item in d:
        change(d)


for change in (deque.pop, deque.clear, lambda d: d.append(1), lambda d: d.rotate(1), lambda d: d.__setitem__(0, 9), deque.reverse):
    print(attempt(walk, change))
it = iter(deque("abc"))
next(it)
print(it.__length_hint__(), list(it), list(it), type(it), type(reversed(deque())))
print(it.__reduce__()[1])


class Changes:
    def __init__(self, d): self.d = d
    def __eq__(self, other):
        self.d.clear()
        return False


for method in ("index", "count", "remove", "__contains__"):
    d = deque()
    d.extend([1, Changes(d), 3])
    print(method, attempt(getattr(d, method), 5))
print(deque, deque.__module__, deque[int])
