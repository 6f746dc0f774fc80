# SPDX-License-Identifier: GPL-3.0-or-later
# + and *, indexing, len, iteration, in, comparison, immutability.
print("a" + "b", "ab" * 3, 3 * "ab", "ab" * 0 == "", "ab" * -1 == "", "" * 5 == "", "é" + "\U0001F600",
    ("a" + "é")[1])
s = "héllo"
print(s[0], s[1], s[-1], len(s), [c for c in s], list(reversed(s)), "".join(sorted(s)), max(s), min(s),
    ord(s[1]))
tests = [
    lambda: s[10], lambda: s[-10], lambda: s["a"], lambda: s[1.0], lambda: s + 1, lambda: 1 + s,
    lambda: s + None, lambda: s * "x", lambda: s * 1.5, lambda: s - s, lambda: s / 2, lambda: -s,
    lambda: s + b"x", lambda: s[None], lambda: s[1, 2], lambda: ""[0], lambda: s & s, lambda: s ** 2,
    lambda: ~s, lambda: s @ s,
]
for test in tests:
    try:
        print(test())
    except (TypeError, IndexError) as e:
        print(type(e).__name__, e)
def assign():
    s[0] = "x"
def delete():
    del s[0]
for f in assign, delete:
    try:
        f()
    except TypeError as e:
        print(e)
print(s[True], s[False], "abc"[1:][0], hash("a") == hash("a"), "a" "b" == "ab")
