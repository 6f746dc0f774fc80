# Binary data as text and back: all forms, and what they refuse.
import binascii


def show(name, *arguments, **named):
    try:
        result = getattr(binascii, name)(*arguments, **named)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(name, arguments, named, result)


SAMPLES = [b"", b"a", b"ab", b"abc", bytes(range(256))[:45], bytes(range(211, 256)), b"\0\0\0", bytearray(b"xyz"), memoryview(b"abcdef")[::2]]
for sample in SAMPLES:
    shown = bytes(sample)
    for name in "hexlify", "b2a_hex", "b2a_base64", "b2a_uu", "b2a_qp", "crc32":
        print(name, shown[:8], getattr(binascii, name)(sample))
    print(binascii.b2a_base64(sample, newline=False), binascii.b2a_uu(sample, backtick=True), binascii.crc_hqx(sample, 0))
    for name in "hex", "base64", "uu", "qp":
        print(getattr(binascii, "a2b_" + name)(getattr(binascii, "b2a_" + name)(sample).strip(b"\n" if name == "base64" else b"")) == shown)
for sep, per in [(":", 1), (b"-", 2), ("_", -3), (" ", 0), ("ab", 1), ("é", 1), (1, 1), ("", 1)]:
    show("hexlify", b"abcdefg", sep, per)
show("hexlify", b"abc", sep=":")
show("hexlify", b"abc", bytes_per_sep=2)
for text in ["", "0", "0g", "AbCd", b"00ff", "é", 5, None, "00 11", bytearray(b"41")]:
    show("unhexlify", text)
    show("a2b_hex", text)
TEXTS = [b"", b"YQ==", "YQ==", b"YWI=", b"YWJj", b"YW Jj\n", b"Y", b"YQ", b"YQ=", b"YWJ", b"YWJjY", b"=", b"==", b"=YQ==", b"YQ==YQ==", b"YQ===",
         b"Y=Q=", b"YW=Jj", b"Y=W=J=j=", b"YQ==\n", b"\xff\xfe", b"Y!Q==", b"YWJj=", b"YWJj==", b"Y===", b"ab=c", b"ab=c=", b"+/+/", b"-_-_", "é", 3]
for text in TEXTS:
    show("a2b_base64", text)
    show("a2b_base64", text, strict_mode=True)
for text in [b"", b"!", b"#86)C\n", b"#86)C", b"#86)", b"#86)C ", b"#86)Cx", b"#86)C`", b"#8\x016)", b"#8\xff", b"`\n", b" ", b"M", b"#86\nC"]:
    show("a2b_uu", text)
show("b2a_uu", b"x" * 45)
show("b2a_uu", b"x" * 46)
show("b2a_uu", b"\0\0", backtick=True)
QUOTED = [b"", b"=41", b"=4", b"=", b"==41", b"=\nab", b"=\r\nab", b"=\rab\ncd", b"=zz", b"a_b", b"=ff=FF", b"=3D=", "text=20", b"a=b", b"=4g"]
for text in QUOTED:
    show("a2b_qp", text)
    show("a2b_qp", text, header=True)
PLAIN = [b"", b"=", b"a b", b"a ", b"a\t", b"a \nb", b"a\t\r\nb", b".", b".\n", b"..", b"a.", b".\r", b".\0", b"\xff\x7f\x01", b"x" * 75, b"x" * 76,
         b"x" * 77, b"x" * 74 + b"=", b"x" * 73 + b"= y", b"x" * 200, b"a\rb", b"a\r\nb\nc", b"a\nb\r\nc", b"_", b"a_b c\td", b"\xc3\xa9" * 30,
         b"x" * 75 + b"\ny", b"x" * 76 + b"\ny", b" " * 80, b"\t\r", b"\n", b"\r", b"x\n\n y"]
for text in PLAIN:
    for flags in range(8):
        result = binascii.b2a_qp(text, quotetabs=bool(flags & 1), istext=bool(flags & 2), header=bool(flags & 4))
        print("b2a_qp", flags, result, binascii.a2b_qp(result, header=bool(flags & 4)) == text)
for crc in [0, 1, -1, 2**32, 2**40 + 5, 0xffff, True, "a", 1.5]:
    show("crc32", b"hello", crc)
    show("crc_hqx", b"hello", crc)
show("crc32", b"x" * 100000)
show("crc32", "text")
show("crc_hqx", b"")
show("a2b_base64")
show("b2a_base64", "text")
show("b2a_uu", "text")
show("b2a_qp", "text")
print(binascii.Error.__mro__, binascii.Incomplete.__bases__, binascii.Error.__module__)
