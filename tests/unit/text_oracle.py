# SPDX-License-Identifier: GPL-3.0-or-later
# text_oracle.py PROGRAM: compares what unit-text prints of every code point with what the oracle knows of it.
# Exit status 77 (skipped) when this Python is of another version of Unicode.
import subprocess
import sys
import unicodedata

if unicodedata.unidata_version != "14.0.0":
    print("this Python knows Unicode", unicodedata.unidata_version, "and not 14.0.0")
    sys.exit(77)


def mapping(text):
    return "+".join("%x" % ord(character) for character in text)


def line(code_point):
    c = chr(code_point)
    flags = (
        c.isprintable(), c.isidentifier(), ("a" + c).isidentifier(), c.isspace(), c.isalpha(), c.isdecimal(),
        c.isdigit(), c.isnumeric(), c.islower(), c.isupper(), c.istitle() and not c.isupper(),
        (c + "\u03a3").lower()[-1] == "\u03c2", ("a" + c + "\u03a3").lower()[-1] == "\u03c2",
    )
    mappings = " ".join(mapping(text) for text in (c.lower(), c.upper(), c.title(), c.casefold()))
    return "%x %s %s" % (code_point, "".join("01"[flag] for flag in flags), mappings)


shown = subprocess.run([sys.argv[1], "all"], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
wrong = [(got, line(i)) for i, got in enumerate(shown) if got != line(i)]
for got, expected in wrong[:20]:
    print("got ", got)
    print("want", expected)
print(len(shown), "code points,", len(wrong), "differ")
sys.exit(bool(wrong) or len(shown) != 0x110000)
