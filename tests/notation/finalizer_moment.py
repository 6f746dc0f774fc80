# SPDX-License-Identifier: GPL-3.0-or-later
# An object's end runs the program's code where the last name of it goes: before what comes next.


class Ends:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)

    def __lt__(self, other):
        return self.name < other.name

    def __repr__(self):
        return "Ends"


def suspended():
    try:
        yield 1
    finally:
        print("end of a generator")


def argument():
    count = len([Ends("an item")])
    print("counted", count)
    text = str(Ends("an argument"))
    print(text)
    print(sorted([Ends("a list's item")]))


def receiver():
    name = {1: Ends("a value")}.pop(1).name
    print(name)
    count = [Ends("a copy's item")].copy().__len__()
    print("counted", count)


def variable():
    one = Ends("one")
    one = 1
    print("stored", one)
    two = Ends("two")
    del two
    print("deleted")
    three, four = Ends("three"), 4
    three = four
    print("stored", three)
    several = suspended()
    next(several)
    several = None
    print("stored", several)
    several = suspended()
    next(several)
    del several
    print("deleted")


def places():
    items = [Ends("an item in its place")]
    items[0] = 1
    print("stored", items)
    items = Ends("an owner")
    items.other = Ends("an attribute")
    items.other = 2
    print("stored", items.other)
    number = [Ends("what is not taken"), 7][1]
    print("taken", number)


def cell():
    inner = Ends("a cell")

    def function():
        return inner

    inner = 2
    print("stored", function())
    inner = Ends("another cell")
    del inner
    print("deleted")


def loop():
    for i in range(3):
        item = Ends(i)
        count = i + 1
        print("round", count)
    print("behind the loop", item.name)


seen = []


class Notes:
    def __del__(self):
        seen.append(1)


def unseen_by_calls():
    note = Notes()
    note = 0
    if not seen:
        return "late"
    note = Notes()
    del note
    return "now" if seen == [1, 1] else "late"


argument()
receiver()
variable()
places()
cell()
loop()
print(unseen_by_calls())
