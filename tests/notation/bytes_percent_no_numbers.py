# SPDX-License-Identifier: GPL-3.0-or-later
# What bytes % says of operands that are no numbers, or no numbers of the kind; %c of what has __index__.
class F:
    def __init__(self, made): self.made = made
    def __float__(self): return self.made
class I:
    def __init__(self, made): self.made = made
    def __index__(self): return self.made
operands = ["a", b"a", None, [1], (), {}, True, 3, 1.5, 10 ** 400, F(2.5), F("x"), F(3), I(7), I("x"), I(10 ** 400)]
names = ["str", "bytes", "None", "list", "tuple", "dict", "True", "3", "1.5", "large", "F(float)", "F(str)", "F(int)",
    "I(int)", "I(str)", "I(large)"]
for letter in b"defgxXoc":
    for name, operand in zip(names, operands):
        for kind in bytes, bytearray:
            try:
                print(chr(letter), name, len(kind(b"%" + bytes([letter])) % (operand,)))
            except Exception as e:
                print(chr(letter), name, type(e).__name__, e)
for operand in I(65), I(0x100), I(-1), I("x"), I(0x110000), I(10 ** 30):
    for form in "%c", "[%3c]", "%c%%", b"%c", b"[%-3c]":
        try:
            print(form % operand)
        except Exception as e:
            print(type(e).__name__, e)
