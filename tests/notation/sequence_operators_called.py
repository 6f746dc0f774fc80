# SPDX-License-Identifier: GPL-3.0-or-later
# + and * of text and bytes called as methods, in subclasses too; and slices of what is no number.
class S(str):
    def __add__(self, other):
        return S("<" + super().__add__(other) + ">")
    def __mul__(self, n):
        return "mul " + super().__mul__(n)
    def __rmul__(self, n):
        return "rmul " + super().__rmul__(n)
class B(bytearray):
    def __iadd__(self, other):
        return super().__iadd__(other)
class Radd:
    def __radd__(self, other): return "radd"
    def __rmul__(self, other): return "rmul"
class Index:
    def __init__(self, n): self.n = n
    def __index__(self):
        print("index", self.n)
        return self.n
def attempt(function):
    try:
        print(repr(function()))
    except Exception as e:
        print(type(e).__name__, e)
s = S("ab")
print(s + "c", s * 2, 2 * s, type(s + "c").__name__, "x" + s, s + s)
b = B(b"ab")
b += b"cd"
print(b, type(b).__name__)
for left in ("ab", b"ab", bytearray(b"ab"), (1,), [1], s, b):
    for right in ("x", b"x", bytearray(b"x"), 2, -1, True, None, Radd(), [2], (2,), Index(2), 1.5):
        for name in ("__add__", "__mul__", "__rmul__"):
            attempt(lambda: getattr(left, name)(right))
        attempt(lambda: left + right)
        attempt(lambda: left * right)
        attempt(lambda: right * left)
for name in ("__iadd__", "__imul__"):
    for right in (b"x", "x", 2, None, [1]):
        array = bytearray(b"ab")
        attempt(lambda: getattr(array, name)(right))
        print(array)
class Nothing: pass
for sequence in ("abcdef", b"abcdef", [1, 2, 3], (1, 2, 3), range(9), bytearray(b"abc"), memoryview(b"abc")):
    for part in (Nothing(), s, 1.5, "x", Index(1), None, Exception):
        attempt(lambda: list(sequence[part:]))
        attempt(lambda: list(sequence[:part]))
        attempt(lambda: list(sequence[::part]))
    attempt(lambda: list(sequence[Index(0):Index(2):Index(1)]))
