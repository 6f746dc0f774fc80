# SPDX-License-Identifier: GPL-3.0-or-later
# int() and float() of text: scripts, spaces, underscores, words, what is malformed.
texts = ["5", " 5\n", "\x1c5", "\x1c\u0665", "\x855\x85", "\xa05", "5\x00", "\x005", "\v5\f", "\u2009 5\u3000", "\ud835", "5\u0665",
         "\u096b", "\U0001d7d3", "-\u0665", "\u22125", b"5\x00", b"\xff", b" 5\n", bytearray(b"12"), "+5", "+-5", "- 5", "infinity",
         "+Inf", "-nan", "nan()", "1e5", "1e", "1e+", "1_0e1_0", "1_e5", "1e_5", "1._5", "1_.5", "._5", ".5", ".", "5.", "-.5e-3",
         "0x10", "0b1", "1e400", "-1e400", "1e-400", "1" * 400, "\u0661.\u0665", "", " ", "_", "1__0", "1_0_", "1 0", "'", "\u00e9" * 250]
for text in texts:
    for kind in int, float:
        try:
            print(kind.__name__, ascii(text), kind(text))
        except ValueError as e:
            print(ascii(e))
for text in "0", "00", "0_0", "010", "0x1F", "0X_1f", "0o17", "0b1_01", "0b2", "0x", "-0x10", "+0b1", "z", "Zz", "\u0661\u0662":
    for base in 0, 2, 3, 8, 10, 16, 36:
        try:
            print(ascii(text), base, int(text, base))
        except ValueError as e:
            print(ascii(e))
