# Normal forms of every character, of sequences of marks, of lone surrogates; idna and nameprep, which ask for Unicode 3.2.
import unicodedata
import zlib

for module in unicodedata, unicodedata.ucd_3_2_0:
    for form in "NFC", "NFD", "NFKC", "NFKD":
        sums = []
        for block in list(range(0, 0x32000, 0x2000)):
            texts = [module.normalize(form, chr(number)) for number in range(block, block + 0x2000)]
            sums.append(zlib.crc32("\n".join(texts).encode("utf-8", "surrogatepass")))
        print(form, sums)
        for text in ("e\u0301\u0323", "\ud800e\u0301\udc00", "\u1100\u1161\u11a8", "\u0344\u0308", "a\u0315\u0300\u05ae\u0062", "\u0958", "",
                     "\ufb01\u2460", "\U0002f868", "\u1e9b\u0323", "plain"):
            print(ascii(module.normalize(form, text)), module.is_normalized(form, text))

for text in "example.org", "b\u00fccher.example", "\u30d1\u30b8\u30e3\u30de", "stra\u00dfe.de", "\u05d0\u05d1.com", "A\u00adb.C", "x" * 63 + ".y", "":
    print(text.encode("idna"), text.encode("idna").decode("idna"), text.encode("punycode"))
for text in "x" * 64, "a..b", "\u0221.com", "\u05d0a", "a\u0340":
    try:
        print(text.encode("idna"))
    except UnicodeError as error:
        print(type(error).__name__, error)
try:
    b"xn--zzzzzzzzzzz\xff".decode("idna")
except UnicodeError as error:
    print(type(error).__name__, error)
