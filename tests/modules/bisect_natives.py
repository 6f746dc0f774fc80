# _bisect over lists, other sequences and what a program compares.
from _bisect import bisect_left, bisect_right, insort_left, insort_right


class Item:
    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        return [1] if self.number < other.number else []

    def __repr__(self):
        return f"Item({self.number})"


class Sequence:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]

    def insert(self, index, item):
        self.items.insert(index, item)


numbers = [1, 2, 2, 2, 5, 8.5]
for function in bisect_left, bisect_right:
    print([function(numbers, x) for x in (0, 1, 2, 2.0, 3, 9)], function(numbers, 2, 2), function(numbers, 2, 1, 3), function([], 1))
    print(function(numbers, 2, lo=2, hi=None), function("abcd", "c"), function((1, 3), 2), function(range(10**6), 77))
    print(function([Item(n) for n in range(9)], Item(4)), function(Sequence([1, 3, 5]), 3))
    print(function(["aa", "b", "CC"], "c", key=str.lower), function([(1, "z"), (2, "a")], 2, key=lambda pair: pair[0]))
    print(function(range(2**63 - 1), 2**63 - 4), function(range(2**62 + 5), 2**62))
    for wrong in lambda: function(numbers, 1, -1), lambda: function(numbers, "a"), lambda: function(5, 1), lambda: function(
            numbers), lambda: function(numbers, 1, 0, 100), lambda: function(numbers, 1, "a"), lambda: function(
            [float("nan")] * 3, 1), lambda: function(Sequence([]), 1, 3, 2), lambda: function(numbers, 1, key=5):
        try:
            print(wrong())
        except Exception as error:
            print(type(error).__name__, error)
for function in insort_left, insort_right:
    items = [Item(1), Item(3)]
    for number in 3, 0, 2:
        print(function(items, Item(number)))
    other = Sequence([1, 4])
    function(other, 2)
    pairs = [("a", 1), ("c", 3)]
    function(pairs, ("b", 2), key=lambda pair: pair[1])
    print(items, other.items, pairs)
    try:
        function((1, 2), 1)
    except AttributeError as error:
        print(error)


class Fails:
    def __lt__(self, other):
        raise ValueError("no order")


for function in bisect_right, insort_left:
    try:
        function([Fails(), Fails()], Fails())
    except ValueError as error:
        print(error)
