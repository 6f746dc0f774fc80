# SPDX-License-Identifier: GPL-3.0-or-later
# repr picks quotes and escapes what cannot be printed.
for s in ("", "a", "it's", 'say "x"', "it's \"both\"", "\n\r\t\\", "\0\x01\x1f\x7f", "\x80\x9f\xa0\xad\xff",
    "é€ñ", "\u0378\u200b\u2028\ue000\ufeff",
          "\ud800\udfff", "\U0001F600\U000E0001\U0010FFFF", "\u0300", "日本語", "\u00ad", "\u061c", "\U0001d11e",
              "\U0003FFFF"):
    print(repr(s) if s.isascii() or s.isprintable() else ascii(repr(s)), ascii(s))
print("é", "日本語", "\U0001F600")
print(repr("é"), repr("\x85"), repr("\u3000"), repr("\u2003"))
print([("it's",), 'a"b', "\n"])
