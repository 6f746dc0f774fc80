# Which characters have case to regular expressions, and what they are compared as: of all of Unicode.
import _sre

for code in range(0x110000):
    lower, is_cased = _sre.unicode_tolower(code), _sre.unicode_iscased(code)
    if lower != code or is_cased != (chr(code).lower() != chr(code) or chr(code).upper() != chr(code)):
        if lower != ord(chr(code).lower()[0]):
            print(hex(code), hex(lower), is_cased)
print([_sre.unicode_iscased(ord(letter)) for letter in "aß\u0130\u01f0\u1e96\u0660Ա"], hex(_sre.unicode_tolower(0x130)))
print([_sre.ascii_tolower(ord(letter)) for letter in "aZ\u00c0"], [_sre.ascii_iscased(ord(letter)) for letter in "aZ0\u00e0"])
