# SPDX-License-Identifier: GPL-3.0-or-later
# A sort that fails names the first pair that has no order, and leaves the list as far as it came.
state = 12345
def draw(n):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % n
def attempt(items, **options):
    try:
        items.sort(**options)
        print("sorted", items[:5], items == sorted(items, **options))
    except TypeError as e:
        print(e, len(items), items if len(items) < 20 else (items[:8], items[-8:]))
for length in 2, 3, 5, 17, 40, 64, 65, 100, 150, 300, 700:
    for kind in range(4):
        items = [draw(1000) if kind % 2 else i + draw(5) for i in range(length)]
        if kind > 1:
            items[draw(length)] = "text"
        else:
            items[draw(length)] = None
        attempt(items)
        attempt(items, reverse=True)
for length in 10, 100, 1000:
    items = [draw(50) for _ in range(length)]
    attempt(items)
    attempt(items, reverse=True)
    attempt(items, key=lambda x: x % 7)
    items = list(range(length)) + list(range(length))[::-1] + list(range(length // 2))
    items[length // 3] = "x"
    attempt(items)
attempt([(1, "a"), (1, 2), (0, None)])
attempt([[1, 2.5], [1, "b"]])
attempt([{1}, {2}, set()])
attempt([1, 2.5, True, -1 << 70])
attempt(["b", "a", b"c"])
