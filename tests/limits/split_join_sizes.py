# SPDX-License-Identifier: GPL-3.0-or-later
# Limits given to methods of strings.
big = 1 << 62
print("a b c".split(None, big), "a b c".split(" ", -1), "a,b".split(",", 1 << 31),
    "aaa".replace("a", "b", big), "abc".replace("", "-", big))
for test in [
    lambda: "a b".split(None, 1 << 70), lambda: "aa".replace("a", "b", 1 << 70),
    lambda: "a".split(" ", -(1 << 70)), lambda: "a".expandtabs(1 << 70), lambda: "x".center(1 << 70),
    lambda: b"x".zfill(1 << 70), lambda: "\t".expandtabs(1 << 31),
]:
    try:
        print(test())
    except (OverflowError, MemoryError) as e:
        print(type(e).__name__, e)
many = ",".join(["x"] * 100000)
print(len(many), len(many.split(",")), many.count(","), many.rfind(","), len(many.replace(",", "--")),
    len(many.splitlines()), many.partition(",")[2][:5])
print(len("ab" * 50000), ("ab" * 50000).find("ba", 99990), ("a" * 100000 + "b").index("ab"),
    ("ab" * 1000).strip("ab") == "")
