# SPDX-License-Identifier: GPL-3.0-or-later
# := assigns inside an expression.
if (n := 10) > 5:
    print(n)
print((a := 1) + (b := 2), a, b)
while (n := n - 3) > 0:
    print("n", n)
print([y := 5, y ** 2, y])
print([last := i for i in range(4)], last)
print(any((hit := w).startswith("c") for w in ["ab", "cd", "ef"]), hit)
print((x := (1, 2)), x)
print(len(s := "hello"), s)
def f(value):
    return value
print(f(z := 3), z, f(value=(q := 4)), q)
print({(k := "key"): (v := 2)}, k, v)
print(f"{(w := 7)} {w}")
if not (m := None):
    print(m)
print((lambda: (inner := 5) + inner)())
def scope():
    total = 0
    parts = [total := total + i for i in range(4)]
    return total, parts
print(scope())
