# SPDX-License-Identifier: GPL-3.0-or-later
# x if c else y evaluates one side only.
def show(value):
    print("seen", value)
    return value
print(show(1) if True else show(2))
print(show(1) if False else show(2))
print("a" if [] else "b", "a" if [0] else "b")
for n in -1, 0, 1:
    print("neg" if n < 0 else "zero" if n == 0 else "pos")
print([i if i % 2 else -i for i in range(5)])
print((1 if True else 2, 3), [1, 2 if False else 3])
f = (lambda: "yes") if 1 else (lambda: "no")
print(f())
print((lambda x: x if x else "none")(0))
x = 5
x = x + 1 if x > 3 else x - 1
print(x)
