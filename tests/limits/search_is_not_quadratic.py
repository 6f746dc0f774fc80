# SPDX-License-Identifier: GPL-3.0-or-later
# Searches that a careless method would take minutes for.
n = 200000
text = "a" * n
print(text.find("a" * (n // 2) + "b"), text.count("a" * 1000), (text + "b").find("a" * 1000 + "b"),
    ("ab" * n).find("ba" * 1000 + "c"), text.rfind("b" + "a" * 1000), ("b" + text).rfind("b" + "a" * 1000))
print(len(text.replace("aa", "b")), len(text.split("a" * 500)), "a" * 5000 + "b" in text,
    text.endswith("a" * n), text.strip("a") == "")
data = b"a" * n
print(data.find(b"a" * (n // 2) + b"b"), data.count(b"a" * 1000), b"a" * 5000 + b"b" in data)
s = ""
for i in range(20000):
    s += "x"
print(len(s))
items = []
for i in range(50000):
    items.append(i)
while len(items) > 1:
    items.pop()
print(items)
