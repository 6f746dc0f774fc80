# SPDX-License-Identifier: GPL-3.0-or-later
# A list looks empty while it is sorted, and what is put into it meanwhile is lost.
items = [3, 1, 2]
def key(x):
    print(items, len(items))
    return x
items.sort(key=key)
print(items)
def append(x):
    items.append(x)
    return x
try:
    items.sort(key=append)
except ValueError as e:
    print(e, items)
def fail(x):
    if x == 2:
        raise KeyError(x)
    return -x
try:
    items.sort(key=fail)
except KeyError as e:
    print(repr(e), items)
try:
    items.sort(key=fail, reverse=True)
except KeyError as e:
    print(repr(e), items)
try:
    items.sort(key=5)
except TypeError as e:
    print(e, items)
class Odd:
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        print(len(odd), end=" ")
        return self.n < other.n
    def __repr__(self):
        return f"Odd({self.n})"
odd = [Odd(n) for n in (3, 1, 2)]
odd.sort()
print(odd)
odd.sort(reverse=True)
print(odd)
odd.sort(key=lambda o: -o.n)
print(odd)
