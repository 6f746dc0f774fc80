# SPDX-License-Identifier: GPL-3.0-or-later
# Strings hash by SipHash-1-3 with seed 0: the order of sets is fixed.
print({"a", "b", "c"}, {"apple", "banana", "cherry", "date"}, set("hello world"))
print({"é", "ñ", "€", "\U0001F600"}, {b"a", b"b", b"c"}, {"", "x"}, {"GET", "POST", "PUT", "DELETE", "HEAD"})
s = set()
for w in "the quick brown fox jumps over the lazy dog again and again".split():
    s.add(w)
print(s)
print(hash("a"), hash(""), hash("abc"), hash("hello world"), hash("é"), hash("€uro"), hash("\U0001F600"))
print(hash(b"a"), hash(b""), hash(b"abc"), hash(b"a" * 100), hash("a" * 100))
print({("a", 1), ("b", 2), ("c", 3)}, {1, "a", 2.5, b"x"})
print(frozenset("spam"), set("spam") | set("eggs"), {"k%d" % i for i in range(20)})
print(list(set("abcdefghijklmnopqrstuvwxyz")))
