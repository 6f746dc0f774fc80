# _heapq: heaps of what C compares and of what a program does, and heaps that change while they are compared.
import _heapq
from _heapq import heapify, heappop, heappush, heappushpop, heapreplace


class Item:
    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        return "yes" if self.number < other.number else ""

    def __repr__(self):
        return f"Item({self.number})"


seed = 7
numbers = []
for _ in range(60):
    seed = seed * 1103515245 + 12345 & 0x7fffffff
    numbers.append(seed % 100)

for kind in int, float, str, Item, lambda n: (n, "x"):
    heap = []
    for number in numbers:
        heappush(heap, kind(number))
    again = [kind(number) for number in numbers]
    heapify(again)
    print(heap[:12], again[:12])
    print(heappushpop(heap, kind(-1)), heappushpop(heap, kind(50)), heapreplace(heap, kind(1000)), heap[:7])
    print([heappop(heap) for _ in range(60)], heap)
    largest = [kind(number) for number in numbers]
    _heapq._heapify_max(largest)
    print(largest[:10], _heapq._heapreplace_max(largest, kind(20)), [_heapq._heappop_max(largest) for _ in range(20)])

for wrong in (lambda: heappop([]), lambda: heappop(()), lambda: heappush((), 1), lambda: heapify({}), lambda: heapreplace([], 1),
              lambda: heappush([1], "a"), lambda: heapify([1, "a", 2]), lambda: heappush([]), lambda: _heapq._heappop_max([]),
              lambda: heappop(None), lambda: heappushpop(None, 1), lambda: _heapq._heapreplace_max([], 1), lambda: heappop([3])):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
print(heappushpop([], 3), heapify([]))


class Changes:
    def __init__(self, heap, change):
        self.heap, self.change = heap, change

    def __lt__(self, other):
        self.change(self.heap)
        return NotImplemented

    def __gt__(self, other):
        return False


for change in (list.clear, lambda heap: heap.append(1), lambda heap: heap.pop()):
    for act in (heapify, heappop, lambda heap: heappush(heap, 1), lambda heap: heapreplace(heap, 1), lambda heap: heappushpop(heap, 1)):
        heap = []
        heap.extend(Changes(heap, change) for _ in range(6))
        try:
            act(heap)
            print("done")
        except Exception as error:
            print(type(error).__name__, error)
