# Ints about the lengths at which their arithmetic changes its way: one word, two words, more; each operator, each pair of signs.
import random

random.seed(11)
edges = [0, 1, 2, 3, 7, 10**18, 10**36]
for bits in (59, 60, 61, 62, 63, 64, 65, 119, 120, 121, 125, 126, 127, 128, 129, 180, 200):
    edges += [2 ** bits - 1, 2 ** bits, 2 ** bits + 1, random.getrandbits(bits)]
edges += [-edge for edge in edges]
total = 0


def note(value):
    global total
    total = (total * 1000003 ^ hash(value) ^ value.bit_length()) % (2 ** 61 - 1)


for a in edges:
    for b in edges:
        note(a + b), note(a - b), note(a * b), note(a & b), note(a | b), note(a ^ b)
        if b:
            quotient, rest = divmod(a, b)
            note(quotient), note(rest), note(a // b), note(a % b)
            assert quotient * b + rest == a and (abs(rest) < abs(b)), (a, b)
        assert a + b - b == a and (a ^ b) ^ b == a and (a & b) + (a | b) == a + b, (a, b)
    for shift in (0, 1, 7, 59, 60, 61, 64, 66, 120, 127, 130):
        note(a << shift), note(a >> shift)
        assert (a << shift) >> shift == a and a << shift == a * 2 ** shift and a >> shift == a // 2 ** shift, (a, shift)
    note(~a), note(-a), note(abs(a))
print(total)
value = 1
for _ in range(1000):
    value = (value * 6364136223846793005 + 1442695040888963407) % (1 << 64)
print(value, value.to_bytes(8, "big"), (2 ** 127 - 1) + 1, -(2 ** 127) - 1, (2 ** 127 - 1) * -1, -(2 ** 127) // -1, -(2 ** 127) % -1)
