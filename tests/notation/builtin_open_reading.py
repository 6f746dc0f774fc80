# SPDX-License-Identifier: GPL-3.0-or-later
# open: reading this very file as text and as bytes.
path = "builtin_open_reading.py"
f = open(path)
print(repr(f.readline()), f.closed)
lines = f.readlines()
print(len(lines) > 5, repr(f.read()), f.close(), f.closed)
with open(path) as g:
    first = next(g)
    print(first.startswith("# SPDX"), sum(1 for line in g) == len(lines))
with open(path, "rb") as h:
    print(h.read(6), type(h.read()).__name__, h.read())
with open(path, encoding="utf-8") as k:
    text = k.read()
    print(len(text) == len(text.encode()), text.count("\n") == len(lines) + 1)
try:
    g.read()
except ValueError as e:
    print(e)
for arguments in [("/no/such/file",), ("/",), (path, "nonsense"), (path, "rw"), (), (path, 5), (5.5,),
    ("a\0b",), (None,), ("",)]:
    try:
        open(*arguments)
        print("opened")
    except Exception as e:
        print(type(e).__name__, e)
