# SPDX-License-Identifier: GPL-3.0-or-later
# __int__, __float__, __index__, __round__, __bool__, __hash__ and their misuse.
class C:
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __index__(self): return 3
    def __round__(self, n=None): return ("rounded", n)
    def __trunc__(self): return 9
    def __hash__(self): return 1 << 70
    def __reversed__(self): return iter([3, 2, 1])
    def __dir__(self): return ["b", "a"]
    def __len__(self): return 2
    def __length_hint__(self): return 2
c = C()
print(int(c), float(c), round(c), round(c, 2), hash(c) == hash(1 << 70), list(reversed(c)), dir(c))
print(bin(c), oct(c), hex(c), chr(c) == "\x03", [1] * c, "%d %x" % (c, c), bytes(c), "abcdef"[c])
class BadInt:
    def __int__(self): return "x"
class BadFloat:
    def __float__(self): return 1
class BadHash:
    def __hash__(self): return "x"
class NoHash:
    __hash__ = None
class OnlyInt:
    def __int__(self): return 5
tests = [
    lambda: int(BadInt()), lambda: float(BadFloat()), lambda: hash(BadHash()), lambda: hash(NoHash()),
    lambda: {NoHash()}, lambda: [1][OnlyInt()], lambda: bin(OnlyInt()), lambda: int(NoHash()),
    lambda: float(NoHash()), lambda: round(NoHash()), lambda: "%d" % NoHash(), lambda: "%x" % OnlyInt(),
    lambda: "%d" % OnlyInt(), lambda: abs(NoHash()), lambda: chr(NoHash()),
]
for test in tests:
    try:
        print(test())
    except TypeError as e:
        print(e)
