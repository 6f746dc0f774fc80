# SPDX-License-Identifier: GPL-3.0-or-later
# eval of expressions, with names given.
x = 5
print(eval("x + 1"), eval("[i * x for i in range(3)]"), eval("  1 +\t2 "), eval("(lambda y: y + x)(1)"))
print(eval("a + b", {"a": 1, "b": 2}), eval("a + b", {"a": 1}, {"b": 3}), eval("'text'.upper()"),
    eval("None"))
def f():
    local = 7
    return eval("local + x"), sorted(eval("locals()"))
print(f())
for text in "1 +", "x = 1", "undefined_name", "1 / 0", "", "(1", "import sys", "1; 2":
    try:
        print(eval(text))
    except Exception as e:
        print(type(e).__name__, str(e).split(" (<string>")[0])
for bad in (lambda: eval()), (lambda: eval(5)), (lambda: eval("1", 5)), (lambda: eval(None)):
    try:
        print(bad())
    except TypeError as e:
        print(e)
