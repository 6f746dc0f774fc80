# SPDX-License-Identifier: GPL-3.0-or-later
# A linked list with the protocol of sequences.
class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next
class LinkedList:
    def __init__(self, items=()):
        self.head, self.size = None, 0
        for item in items:
            self.append(item)
    def append(self, value):
        node = Node(value)
        if self.head is None:
            self.head = node
        else:
            last = self.head
            while last.next:
                last = last.next
            last.next = node
        self.size += 1
    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next
    def __len__(self): return self.size
    def __getitem__(self, index):
        for i, value in enumerate(self):
            if i == index:
                return value
        raise IndexError("list is too short")
    def __repr__(self): return " -> ".join(map(repr, self)) or "empty"
    def __eq__(self, other): return len(self) == len(other) and all(a == b for a, b in zip(self, other))
    def reverse(self):
        previous, node = None, self.head
        while node:
            node.next, previous, node = previous, node, node.next
        self.head = previous
l = LinkedList([3, "x", None])
print(l, len(l), l[1], "x" in l, list(l), LinkedList(), bool(LinkedList()), l == LinkedList([3, "x", None]))
l.reverse()
print(l, sorted(LinkedList([2, 1])), *l)
try:
    l[9]
except IndexError as e:
    print(e)
