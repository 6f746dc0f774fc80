# What fits no integer code, and how that is told.
import struct


def told(form, value):
    try:
        return struct.pack(form, value)
    except Exception as e:
        return f"{type(e).__module__}.{type(e).__name__}: {e}"


numbers = [0, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, -32769, 65535, 65536, 2**31 - 1, 2**31, -2**31 - 1, 2**32 - 1, 2**32,
           2**40, -2**40, 2**63 - 1, 2**63, -2**63, -2**63 - 1, 2**64 - 1, 2**64, 2**70, True]
for order in "@", "<", ">", "!":
    for code in "bBhHiIlLqQ" + ("nNP" if order == "@" else ""):
        for number in numbers:
            print(order + code, number, told(order + code, number))
for code in "bBhHiIlLqQnNPefd?csp":
    for value in 1.5, "1", b"ab", None, 10**400, 300, b"x", bytearray(b"x"):
        print(code, repr(value)[:20], told(code, value))
