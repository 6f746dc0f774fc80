# Garbage that holds itself is found while a program runs, and what it holds ends.
class Node:
    ended = 0

    def __del__(self):
        Node.ended += 1


def make(count):
    for i in range(count):
        a, b = Node(), [i]
        a.b = b
        b.append(a)


make(400000)
print(Node.ended > 300000)
