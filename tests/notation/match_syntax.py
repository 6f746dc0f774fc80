# SPDX-License-Identifier: GPL-3.0-or-later
# What is wrong in a match statement, in the words and at the places of python3.
cases = [
    "x: pass\n case 2: pass", "_: pass\n case 2: pass", "x | 2: pass", "_ | 2: pass", "(x as y) | 2: pass",
    "[x, x]: pass", "x as x: pass", "{**x, 'a':1}: pass", "{'a': x, **x}: pass", "A(x, y=x): pass",
    "A(y=1, y=2): pass", "[x] | [y, z]: pass", "[x, 1] | [1, [z, 1]]: pass", "[*a, *b]: pass",
    "{1: a, 1: b}: pass", "{-1: a, -1: b}: pass", "{1: a, True: b}: pass", "__debug__: pass",
    "A(__debug__=1): pass", "[*__debug__]: pass", "{**__debug__}: pass", "f'x': pass", "{f'x': 1}: pass",
    "x, ([y,x] | [x,y]): pass", "A(x=1, 2, 3): pass", "A(x=1, 2, 3, y=2, 4): pass", "1 as _: pass",
    "1 as 2: pass", "1 as a.b: pass", "1 as a(): pass", "1+1: pass", "_(x): pass", "_.a: pass",
    "a.b(x): pass", "{**_}: pass", "{a: 1}: pass", "*a: pass", "*a,: pass", "(*a): pass", "x if True: pass",
    "x\n  pass", "x:\n pass", "1,2 as x: pass", "a:=1: pass", "+1: pass", "--1: pass", "None.x: pass",
    "1.x: pass", "'a' 'b': pass", "b'a' 'b': pass", "x(1)(2): pass", "x[1]: pass",
    "[a, b]: pass\n case _ if 1: pass\n case _: pass\n case 4: pass", "x() as y | 2: pass",
    "{1: x, **r, }: pass", "{**r, 1: x}: pass", "(x for x in y): pass", "A(, ): pass", "A(a=1,): pass",
    "A(**k): pass", "x: yield", "[x, *x]: pass", "(1 | x) | 2: pass", "{'a': 1, 'a': 2, 'b': f''}: pass",
    "A(b=c, a=c): pass",
]
for c in cases:
    text = "match z:\n case " + c + "\n"
    try:
        compile(text, "f", "exec")
        print(repr(c), "is right")
    except SyntaxError as e:
        print(repr(c), type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
for text in ["match x\n", "match x:\npass\n", "match x:\n", "match x:\n pass\n", "match *a:\n case _: pass\n",
             "match x:\n case 1: pass\n pass\n", "match x:\n case 1: pass\nelse: pass\n", "match: int = 1\n",
             "match x y:\n case 1: pass\n", "match x, *y:\n case 1: pass\n", "match a := 1:\n case 1: pass\n",
             "match (yield):\n case 1: pass\n", "def f():\n match x:\n  case y: nonlocal y\n", "case 1: pass\n",
             "def f():\n global y\n match x:\n  case [y]: pass\n",
             "match x:\n  case 1:\n    pass\n case 2:\n   pass\n", "return\nmatch x:\n case y: pass\n",
             "match [x]:\n case 1 | 2 as y if y: pass\n case [[[[[[[[[[1]]]]]]]]]]: pass\n",
             "match x:\n case " + "[" * 199 + "]" * 199 + ": pass\n"]:
    try:
        compile(text, "f", "exec")
        print(repr(text)[:60], "is right")
    except SyntaxError as e:
        print(repr(text)[:60], type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
