# SPDX-License-Identifier: GPL-3.0-or-later
# The is... questions for many kinds of characters.
names = ["isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower",
    "istitle",
         "isidentifier", "isprintable", "isascii"]
def answers(s):
    return [s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isupper(),
        s.islower(),
            s.istitle(), s.isidentifier(), s.isprintable(), s.isascii()]
for s in ("", "a", "A", "1", " ", "ab1", "Hello World", "HELLO", "a_b", "1a", "\n", "\x1f", "\x7f", "é", "É",
    "²", "½", "٣", "中",
          "\u2028", "\xa0", "\u200b", "ǅ", "a\tb", "_", "x y", "Ⅷ", "\U0001F600", "\ud800"):
    print(ascii(s), "".join("1" if a else "0" for a in answers(s)))
for name in names:
    try:
        getattr("a", name)(1)
    except TypeError as e:
        print(e)
