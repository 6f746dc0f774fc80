# SPDX-License-Identifier: GPL-3.0-or-later
# Every escape of a string literal.
print(repr("\\ \' \" \a \b \f \n \r \t \v"))
print(repr("\0 \1 \12 \101 \1012 \377 \777"))
print(repr("\x41 \x7f \x80 \xff"))
print(repr("\u0041 \u00e9 \u20ac \ud7ff"))
print(repr("\U00000041 \U0001F600 \U0010ffff"))
print(repr("\N{LATIN SMALL LETTER A}"), len("\N{EURO SIGN}"))
print(len("\n"), len("\\n"), len("\0"), ord("\0"), ord("\x00"))
print("tab\there", "back\\slash")
print(repr("a\
b"))
print(ord("\08"[0]), ord("\08"[1]), len("\08"))
