# Half, single and double precision: rounding to even, the smallest numbers, infinities, what is too large.
import struct


def told(form, value):
    try:
        return struct.pack(form, value).hex()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


nan, inf = float("nan"), float("inf")
for number in (0.0, -0.0, 1.0, 1.1, 65504.0, 65519.0, 65520.0, -65520.0, 2**-14, 2**-15, 2**-24, 2**-25, 2**-25 * 1.01, 3 * 2**-25, 2048.5, 2049,
               2051, 0.1, 1e10, 1e39, -1e39, 3.4028235677973366e38, 1e300, 1e-46, nan, inf, -inf, 10**39, 2**70):
    print(number, told("<e", number), told("<f", number), told(">d", number), told("f", number), told("e", number))
for bits in 0, 1, 0x3FF, 0x400, 0x3C00, 0x3C01, 0x7BFF, 0x7C00, 0x7E00, 0x8000, 0xFC00, 0xC000:
    print(hex(bits), struct.unpack("<e", bits.to_bytes(2, "little")), struct.unpack(">e", bits.to_bytes(2, "little")))
print(struct.unpack(">f", bytes.fromhex("7f800000")), struct.unpack("<d", bytes.fromhex("182d4454fb210940")))
