# SPDX-License-Identifier: GPL-3.0-or-later
# The order of sets after long histories of all operations, with operands of every kind.
state = 7
def draw(n):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % n
def item():
    kind = draw(6)
    if kind == 0:
        return draw(64)
    if kind == 1:
        return draw(30) * 1024
    if kind == 2:
        return "k" + str(draw(50))
    if kind == 3:
        return draw(100) / 4
    if kind == 4:
        return (draw(5), str(draw(5)))
    return frozenset([draw(6), draw(6)])
def operand():
    items = [item() for _ in range(draw(30))]
    return [list, tuple, set, frozenset, dict.fromkeys, iter, lambda x: dict.fromkeys(x).keys()][draw(7)](items)
a = set()
b = frozenset(item() for _ in range(20))
for step in range(400):
    kind = draw(16)
    if kind < 5:
        a.add(item())
    elif kind < 7:
        a.discard(item())
    elif kind == 7:
        a.update(operand(), operand())
    elif kind == 8:
        a.difference_update(operand())
    elif kind == 9:
        a.symmetric_difference_update(operand())
    elif kind == 10 and draw(4) == 0:
        a.intersection_update(a, operand())
    elif kind == 11:
        b = b.union(operand())
    elif kind == 12:
        b = b.difference(operand(), operand())
    elif kind == 13:
        b = b ^ a if draw(2) else a.symmetric_difference(operand())
    elif kind == 14:
        b = [b | a, a & b, b & a, a - b, b - a, a.intersection(operand())][draw(6)]
    elif a:
        a.pop()
    if len(a) > 300:
        a = set(list(a)[:10])
    if step % 20 == 0:
        print(step, list(a), list(b))
        print(hash(frozenset(x for x in a if type(x) is not str and type(x) is not tuple)))
