# SPDX-License-Identifier: GPL-3.0-or-later
# compile, then eval or exec what came of it.
code = compile("a * 2", "name", "eval")
a = 21
print(eval(code), type(code).__name__, code.co_filename, code.co_name)
code = compile("b = a + 1\nprint(b)", "name", "exec")
exec(code)
exec(code, {"a": 1})
exec(compile("a + 1", "<stdin>", "single"))
for arguments in [("1 +", "f", "eval"), ("x = 1", "f", "eval"), ("x = (", "f", "exec"),
    ("1", "f", "nonsense"), ("1", "f"), (5, "f", "eval"), ("if 1:\n  x\n y", "f", "exec")]:
    try:
        compile(*arguments)
        print("compiled")
    except Exception as e:
        print(type(e).__name__, str(e).split(" (f,")[0])
try:
    compile("a\n  b", "file.py", "exec")
except SyntaxError as e:
    print(e.msg, e.filename, e.lineno, e.offset, repr(e.text))
