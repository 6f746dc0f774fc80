# Names there and back, aliases and sequences; errors of all functions.
import unicodedata
import zlib

for block in range(0, 0x32000, 0x1000):
    characters = [chr(number) for number in range(block, block + 0x1000)]
    names = [unicodedata.name(character, "") for character in characters]
    wrong = sum(name != "" and unicodedata.lookup(name) != character for name, character in zip(names, characters))
    print(hex(block), zlib.crc32("\n".join(names).encode()), wrong)
print(unicodedata.ucd_3_2_0.name("\u0221", "new"), unicodedata.ucd_3_2_0.name("a"), unicodedata.ucd_3_2_0.lookup("LATIN SMALL LETTER A"))
for name in ("latin small letter a", "NULL", "LINE FEED", "lf", "LATIN CAPITAL LETTER GHA", "WEIERSTRASS ELLIPTIC FUNCTION", "ZWNJ",
             "BYTE ORDER MARK", "LATIN SMALL LETTER R WITH TILDE", "KEYCAP DIGIT ONE", "katakana letter ainu p", "BELL", "VS17",
             "HANGUL SYLLABLE GAG", "CJK UNIFIED IDEOGRAPH-4E00", "CJK UNIFIED IDEOGRAPH-0000", "nothing", "", "x" * 300, "TAMIL SYLLABLE KSSA"):
    try:
        print(ascii(unicodedata.lookup(name)))
    except KeyError as error:
        print(error)
print("\N{LATIN CAPITAL LETTER GHA}\N{ZWNJ}\N{VS1}".encode())
for text in """category("ab")
category(1)
category()
category("")
decimal("a")
decimal("a", None)
decimal("ab", None)
decimal(1)
digit("a")
digit("\\u00b2")
numeric("a")
numeric("\\u00bd"), numeric("\\u2155"), numeric("\\u4e00"), numeric("5")
name("\\n")
name("\\ud800")
name("\\U00030000"), name("\\uac01")
lookup(1)
lookup(b"SPACE")
lookup("a", "b")
combining("\\u0301"), mirrored("("), east_asian_width("\\u3042"), bidirectional("\\u05d0")
normalize("x", "\\u00e9")
normalize("NFC", 1)
normalize("NFC")
is_normalized("x", "\\u00e9")
is_normalized("NFC", "abc")""".split("\n"):
    for module in unicodedata, unicodedata.ucd_3_2_0:
        try:
            print(text, eval(text, {name: getattr(module, name) for name in dir(module)}))
        except Exception as error:
            print(text, type(error).__name__, error)
print(type(unicodedata.ucd_3_2_0), unicodedata.UCD.__name__)
