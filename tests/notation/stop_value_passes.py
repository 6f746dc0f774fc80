# SPDX-License-Identifier: GPL-3.0-or-later
# The value of a StopIteration passes through the lazy iterators.
class Ends:
    def __init__(self, count=0):
        self.count = count
    def __iter__(self):
        return self
    def __next__(self):
        if self.count == 0:
            raise StopIteration(42)
        self.count -= 1
        return self.count
class Mine(StopIteration):
    pass
class EndsOddly(Ends):
    def __next__(self):
        raise Mine(7, 8)
def gives(count=0):
    yield from range(count)
    return "given"
makers = {
    "map": lambda it: map(str, it), "map 2": lambda it: map(max, it, [1, 2, 3]), "map 2nd": lambda it: map(max, [1, 2, 3], it),
    "zip": zip, "zip 2": lambda it: zip([1, 2, 3], it), "zip strict": lambda it: zip(it, [], strict=True),
    "filter": lambda it: filter(None, it), "filter f": lambda it: filter(lambda x: True, it), "enumerate": enumerate,
    "iter": iter, "twice": lambda it: map(str, enumerate(zip(it))), "generator": lambda it: (x for x in it),
    "callable": lambda it: iter(lambda: next(it), 9),
}
def outer(it):
    return (yield from it)
for name, make in makers.items():
    for source in (Ends, lambda n=0: gives(n), EndsOddly, lambda n=0: iter(range(n))):
        for count in (0, 2):
            shown = []
            for it in (make(source(count)), outer(make(source(count)))):
                try:
                    for _ in range(4):
                        shown.append(next(it))
                except (StopIteration, RuntimeError, ValueError) as e:
                    shown.append((type(e).__name__, getattr(e, "value", None), e.args))
            print(name, shown)
        print(name, list(make(source(3))) if source is not EndsOddly else next(make(source()), "default"))
