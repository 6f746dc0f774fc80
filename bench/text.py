# SPDX-License-Identifier: GPL-3.0-or-later
# str: building by +=, by join and by formatting; slicing, searching and comparing what was built.


def build(n):
    text = ""
    for i in range(n):
        text += "line "
        text += str(i)
        text += "\n"
    return text


def join(n):
    parts = []
    for i in range(n):
        parts.append(f"{i}: {i * 2:>8} |")
    return "".join(parts)


def cut(text, size):
    equal = 0
    for start in range(0, len(text) - size, 5):
        if text[start:start + size] == "line 1234":
            equal += 1
    return equal


def words(text):
    count = 0
    for line in text.split("\n"):
        if line.startswith("line 9") and line.find("99") > 0:
            count += len(line.upper())
    return count


for _ in range(3):
    text = build(300_000)
    print(len(text), len(join(300_000)), cut(text, 9), words(text))
