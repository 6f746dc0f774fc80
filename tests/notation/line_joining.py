# SPDX-License-Identifier: GPL-3.0-or-later
# Lines continue inside brackets and after a backslash.
a = 1 + \
    2 + \
    3
print(a)
b = [1,
2,
        3]
print(b)
c = (1 +

     # a comment between
     2)
print(c)
d = {
"k":
1
}
print(d)
if a == 6 and \
   c == 3:
    print("both")
print(
    "spread",
    "out"
    )
e = "a" \
    "b"
print(e)
x = \
    5
print(x)
def f(a,
      b=2,
      *args):
    return (a,
            b)
print(f(1
        ))
assert a == 6, \
    "message"
