# SPDX-License-Identifier: GPL-3.0-or-later
# A slice whose object nobody sees: built-in sequences, subclasses with a __getitem__ of their own, operands that are wrong.


class Text(str):
    pass


class Echo(list):
    def __getitem__(self, key):
        return key


print(Echo()[1:2], Text("abc")[1:], type(Text("abc")[:]).__name__)
print("abc"[-2:], [1, 2, 3][:-1], (1, 2)[5:], b"abc"[1:9], "h\xe9\xe9\u20ac"[1:3], bytearray(b"abc")[1:])
print("abcdef"[True:4], "abcdef"[10**30:], "abc"[None:None], "abc"[1:2] + "abc"[2:1])
number, text = 5, "abc"
for take in (lambda: number[1:2], lambda: {}[1:2], lambda: text["a":2], lambda: text[1.0:]):
    try:
        print(take())
    except TypeError as error:
        print(error)
