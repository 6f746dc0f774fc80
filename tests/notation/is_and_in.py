# SPDX-License-Identifier: GPL-3.0-or-later
# is, is not, in, not in.
a = [1]
b = a
c = [1]
print(a is b, a is c, a is not c, a == c, None is None, a is not None)
print(1 in [1, 2], 3 in [1, 2], 3 not in [1, 2], 1.0 in [1], True in [1], "a" in ("a",))
print("b" in "abc", "" in "abc", "ac" in "abc", "x" not in "abc", "" in "")
print(98 in b"abc", b"bc" in b"abc", b"" in b"", 0 not in b"abc")
print("k" in {"k": 1}, 1 in {"k": 1}, 2 in {1, 2}, 5 in range(10), 5 in range(0, 10, 2), -1 in range(10))
print([1] in [[1]], (1,) in {(1,)}, None in [None], None in [0])
nan = float("nan")
print(nan in [nan], nan in [float("nan")])
for text in (1, "abc"), (None, [1]):
    print(text[0] in text[1:], text[0] not in text)
try:
    1 in "abc"
except TypeError as e:
    print(e)
try:
    1 in 5
except TypeError as e:
    print(e)
try:
    "a" in b"abc"
except TypeError as e:
    print(e)
try:
    300 in b"abc"
except ValueError as e:
    print(e)
