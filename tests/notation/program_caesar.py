# SPDX-License-Identifier: GPL-3.0-or-later
# Shifting letters, and guessing the shift.
def shift(text, n):
    out = []
    for c in text:
        if "a" <= c <= "z":
            out.append(chr((ord(c) - ord("a") + n) % 26 + ord("a")))
        elif "A" <= c <= "Z":
            out.append(chr((ord(c) - 65 + n) % 26 + 65))
        else:
            out.append(c)
    return "".join(out)
secret = shift("Hello, World! Zebra xyz", 3)
print(secret, shift(secret, -3), shift("abc", 26), shift("abc", -1), shift("éàç", 5))
counts = [(sum(shift(secret.lower(), -n).count(c) for c in "eaoin"), -n) for n in range(26)]
print(max(counts))
table = str.maketrans("abcdefghijklm" "nopqrstuvwxyz", "nopqrstuvwxyz" "abcdefghijklm")
print("hello".translate(table), "hello".translate(table).translate(table))
def vigenere(text, key, sign=1):
    return "".join(shift(c, sign * (ord(key[i % len(key)]) - 97)) for i, c in enumerate(text))
print(vigenere("attackatdawn", "lemon"), vigenere(vigenere("attackatdawn", "lemon"), "lemon", -1))
