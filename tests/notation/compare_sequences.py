# SPDX-License-Identifier: GPL-3.0-or-later
# Sequences compare item by item, then by length.
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [0], [2] > [1, 9])
print((1, "a") < (1, "b"), (1, 2) <= (1, 2), (1, 2) >= (1,), () < (1,))
print("abc" < "abd", "abc" < "abcd", "Z" < "a", "" < "a", "é" > "z", "\U0001F600" > "\uffff")
print(b"abc" < b"abd", b"\xff" > b"\x7f", b"" < b"\0", bytearray(b"a") < b"b", b"a" == bytearray(b"a"))
print([1, [2, 3]] == [1, [2, 3]], [1, [2, 3]] < [1, [2, 4]], (1, (2,)) > (1, (1, 9)))
print([1, "a"] == [1, "a"], [1, "a"] == ["a", 1])
try:
    print([1, "a"] < [1, 2])
except TypeError as e:
    print(e)
print([1, "a"] < [2, 3])
nan = float("nan")
print([nan] == [nan], (nan,) == (float("nan"),))
