# SPDX-License-Identifier: GPL-3.0-or-later
# print: sep, end, file, flush, and what it returns.
import sys
print()
print("a", "b", 1, None, [1, "x"], 2.5)
print("a", "b", sep="-")
print("a", "b", sep="")
print("a", "b", sep=None, end="!\n")
print("no newline", end="")
print()
print("x", end=None)
print(*[1, 2, 3], sep=", ")
print(*"abc", sep="\n")
print("out", file=sys.stdout)
print("none file", file=None)
print("flushed", flush=True)
print(print("inner"))
print("é€", "\U0001F600", "tab\there", "nul\0" == "nul\x00")
print("", "", sep="|")
print(sep="x")
print(end="end\n")
class Writer:
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text)
w = Writer()
print("to", "writer", 5, file=w, sep="_")
print(w.parts)
for f in (lambda: print(sep=5)), (lambda: print("a", "b",
    sep=5)), (lambda: print(end=5)), (lambda: print(nope=1)), (lambda: print("x", file=5)), (lambda: print(1,
    sep=b"x")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
