# SPDX-License-Identifier: GPL-3.0-or-later
# exec of statements, with names given.
print(exec("y = 5"), y)
exec("def made(a):\n    return a * 2\nfor i in range(2):\n    print('looped', i)")
print(made(4), i)
names = {"start": 10}
exec("result = start + 1\nclass C: pass", names)
print(names["result"], names["C"].__name__, "result" in globals())
local = {}
exec("a = 1\nb = a + 1", {}, local)
print(local)
def f():
    z = 1
    exec("z = 2")
    return z
print(f())
for text in "x = ", "1 / 0", "raise KeyError('k')", "undefined_name", "return 1", "if 1:\nx":
    try:
        exec(text)
    except Exception as e:
        print(type(e).__name__, str(e).split(" (<string>")[0])
for bad in (lambda: exec()), (lambda: exec(5)), (lambda: exec("1", 5)):
    try:
        print(bad())
    except TypeError as e:
        print(e)
