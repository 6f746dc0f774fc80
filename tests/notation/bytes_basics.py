# SPDX-License-Identifier: GPL-3.0-or-later
# bytes: construction, indexing, iteration, operators.
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes(b"x"), bytes("é", "utf-8"), bytes("é", "latin-1"),
    bytes("a€", "ascii", "replace"), bytes(range(3)), bytes((65,)), bytes(bytearray(b"q")))
b = b"abc"
print(b[0], b[-1], b[1:], list(b), len(b), b + b"d", b * 2, 2 * b, b == b"abc", b < b"abd", 97 in b,
    b"bc" in b, b != "abc")
for x in b:
    print(x, end=" ")
print(hash(b) == hash(b"abc"), {b: 1}[b"abc"], bool(b""), max(b), sorted(b"cab"), list(reversed(b)), b[::-1])
tests = [
    lambda: bytes("x"), lambda: bytes(-1), lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(["a"]),
    lambda: bytes(1.5), lambda: bytes(None), lambda: bytes("x", "nope"), lambda: bytes(5, "utf-8"),
    lambda: bytes("é", "ascii"), lambda: b + "x", lambda: b + 1, lambda: "x" + b, lambda: b * "x",
    lambda: b[9], lambda: b["x"], lambda: b"".join(["x"]), lambda: b"".join([1]), lambda: b.find("a"),
    lambda: b.split(","), lambda: b.split(b""), lambda: b.replace("a", "b"), lambda: b.startswith("a"),
    lambda: b.index(b"z"), lambda: "a" in b, lambda: 256 in b, lambda: bytes.fromhex("0"),
    lambda: bytes.fromhex("zz"), lambda: bytes.fromhex(5), lambda: bytes.maketrans(b"a", b"bc"),
    lambda: b.translate(b"x"), lambda: b - b, lambda: b < "a", lambda: b.find(256), lambda: b.hex("ab"),
    lambda: b.hex("é"), lambda: b.ljust(5, b"xy"), lambda: bytes(errors="x"), lambda: b.center(5, "x"),
    lambda: bytes(encoding="x"), lambda: bytes.fromhex("a b"), lambda: b"".join(5),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
