"""The pairs of functions that Python's encodings are made of."""
import _codecs


def show(function, *args):
    try:
        print(args, function(*args))
    except Exception as error:
        print(args, type(error).__name__, error)


for final in False, True:
    for data in b"", b"a", b"\xe2\x82", b"a\xe2\x82\xac", b"\xf0\x9f\x98", b"\xe0\x80", b"\xed\xa0", b"\xff":
        show(_codecs.utf_8_decode, data, "strict", final)
    for data in b"\xff\xfea", b"\xff\xfea\0", b"a\0=\xd8", b"\xfe\xff\0a\0":
        show(_codecs.utf_16_decode, data, None, final)
        show(_codecs.utf_16_ex_decode, data, None, 0, final)
        show(_codecs.utf_16_le_decode, data, "replace", final)
    show(_codecs.utf_32_decode, b"\xff\xfe\0\0a\0\0\0b", "ignore", final)
    show(_codecs.utf_7_decode, b"hi +AOk", "strict", final)
for order in -1, 0, 1:
    show(_codecs.utf_16_encode, "a\u20ac", None, order)
    show(_codecs.utf_32_encode, "a", None, order)
show(_codecs.ascii_encode, "\xe9", "replace")
show(_codecs.latin_1_encode, "\xe9\u0100", "strict")
show(_codecs.latin_1_decode, b"\xe9")
show(_codecs.utf_7_encode, "hi +\xe9a")
show(_codecs.utf_7_decode, b"hi +-+AOk-a", None, True)
show(_codecs.escape_decode, rb"a\n\x41\101")
show(_codecs.escape_decode, rb"\x4")
show(_codecs.escape_encode, b"a\n'\"\xff")
show(_codecs.unicode_escape_encode, "a\n\xe9\u0100\U0001f600\\'")
for text in rb"a\n\xe9\u0100\U0001f600\\", rb"\x4", rb"\u12", rb"\U99999999", b"\\":
    show(_codecs.unicode_escape_decode, text)
    show(_codecs.unicode_escape_decode, text, "replace")
    show(_codecs.unicode_escape_decode, text, "strict", False)
show(_codecs.raw_unicode_escape_encode, "a\n\xe9\u0100\U0001f600\\")
show(_codecs.raw_unicode_escape_decode, rb"a\n\u0100")
table = "".join(map(chr, range(128))) + "\u20ac" + "\ufffe" * 127
show(_codecs.charmap_decode, b"a\x80", None, table)
show(_codecs.charmap_decode, b"a\x81", None, table)
show(_codecs.charmap_decode, b"a\x81b", "replace", table)
show(_codecs.charmap_decode, b"ab", None, {97: "xy", 98: 0x100})
back = _codecs.charmap_build(table)
show(lambda text, errors: _codecs.charmap_encode(text, errors, back), "a\u20ac", None)
show(lambda text, errors: _codecs.charmap_encode(text, errors, back), "a\u20ac\xe9\xe8b", "strict")
show(lambda text, errors: _codecs.charmap_encode(text, errors, back), "a\u20ac\xe9\xe8b", "xmlcharrefreplace")
show(_codecs.readbuffer_encode, "\xe9")
