# SPDX-License-Identifier: GPL-3.0-or-later
# Characters are code points: surrogates, combining marks, emoji.
s = "e\u0301é\U0001F600\U0001F468\u200d\U0001F469"
print(len(s), [hex(ord(c)) for c in s], s[3], ascii(s[::-1]))
print("é" == "e\u0301", len("é"), len("e\u0301"), "e" in "e\u0301", "é" in "e\u0301")
print(ascii("\ud83d\ude00"), len("\ud83d\ude00"), "\ud83d\ude00" == "\U0001F600")
print("ß".upper(), "ß".casefold() == "SS".casefold(), "İ".lower() == "i\u0307", "ǆ".title(), "ŉ".upper())
print(sorted("zéaàZ"), max("zé"), "a" < "é" < "€" < "\U0001F600", "é".encode() < "z".encode())
print("日本語"[1], "日本語".find("語"), "日本語" * 2, "日本語".center(9, "・"), "%5s|%-5s|" % ("日本", "語"))
print("١٢٣".isdigit(), int("١٢٣"), "²".isdigit(), "²".isdecimal(), "Ⅻ".isnumeric(), float("١.٥"))
print("a\u00a0b".split(), "a\u2003b".split(), "a\u200bb".split(), "\u3000x\u3000".strip(), "x\u2028y".splitlines())
print("Ǆ".lower(), "ΑΣ".lower(), "ΑΣΑ".lower(), "ﬀ".upper(), "ﬀ".capitalize(), "ﬀ".isalpha(), "ª".islower(), "ⓐ".upper())
