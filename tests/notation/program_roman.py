# SPDX-License-Identifier: GPL-3.0-or-later
# Roman numerals there and back.
PAIRS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
def to_roman(n):
    if not 0 < n < 4000:
        raise ValueError(f"{n} out of range")
    out = ""
    for value, letters in PAIRS:
        count, n = divmod(n, value)
        out += letters * count
    return out
def from_roman(text):
    total, i = 0, 0
    for value, letters in PAIRS:
        while text.startswith(letters, i):
            total += value
            i += len(letters)
    if i != len(text):
        raise ValueError(f"bad numeral {text!r}")
    return total
for n in 1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999:
    print(n, to_roman(n), from_roman(to_roman(n)) == n)
print(all(from_roman(to_roman(n)) == n for n in range(1, 4000)))
for f in (lambda: to_roman(0)), (lambda: from_roman("ABC")), (lambda: to_roman(4000)):
    try:
        f()
    except ValueError as e:
        print(e)
