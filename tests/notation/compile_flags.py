# compile(): its modes, what it takes for source and filename, flags, levels of optimizing.
import codeop
import sys


def tell(*args, **keywords):
    try:
        code = compile(*args, **keywords)
        print(code.co_filename, code.co_name)
        return code
    except Exception as error:
        print(type(error).__name__, error)


for mode in "exec", "eval", "single", "func_type", "", "EXEC":
    tell("1", "name", mode)
for source in "1", b"1", bytearray(b"1"), memoryview(b"1"), memoryview(bytearray(b"2")), 1, None, ["1"], "1\0", b"\0", "\ud800", b"\xff":
    tell(source, "name", "eval")
for filename in "f", b"f", b"\xff", 1, None, "\udcff":
    code = tell("1", filename, "eval")
for flags in 0x20000, 0x800000, 0x10, 0x200, 0x4000, 1, 8, 1 << 30, -1, 1 << 40, "a":
    tell("1", "f", "eval", flags)
for optimize in -2, -1, 0, 1, 2, 3, 1 << 40:
    tell("1", "f", "eval", optimize=optimize)
tell("1", "f", "eval", dont_inherit=1)
tell("1", "f", "eval", 0, True, 1)
tell("1", "f")
tell(source="1", filename="f", mode="exec")

# ---- levels

TEXT = '''"module"
def f(x):
    "function"
    assert x, "text"
    if __debug__:
        return "debug"
    return "fast"
class C:
    "class"
    def g(self):
        "only a docstring"
def h():
    "doc"
    assert False
    x = lambda: __debug__
    return x()
'''
for optimize in 0, 1, 2:
    names = {}
    exec(compile(TEXT, "t", "exec", optimize=optimize), names)
    print(names["__doc__"] if "__doc__" in names else "none", names["f"].__doc__, names["C"].__doc__, names["C"].g.__doc__, names["f"](1))
    for name in "f", "h":
        try:
            print(names[name](*[0][:name == "f"]))
        except AssertionError as error:
            print("AssertionError", error)
    print(names["f"].__code__.co_consts[0], names["h"].__doc__)
print(eval(compile("__debug__", "", "eval", optimize=2)), __debug__)

# ---- single: values are shown, and the hook is asked

names = {}
exec(compile("1; 'two'; None; x = 3; x", "", "single"), names)
exec(compile("for i in 1, 2: i\n", "", "single"), names)
exec(compile("if 1:\n    5\n", "", "single"), names)
exec(compile("def f():\n    7\n    return 8\n", "", "single"), names)
exec(compile("f()", "", "single"), names)
shown = []
sys.displayhook = shown.append
exec(compile("1 + 1; None; 'a'", "", "single"))
print(shown)
sys.displayhook = sys.__displayhook__
for text in "1\n2", "x = 1\ny = 2\n", "", "\n", "1 +", "if 1: pass\nx", "if 1:\n  pass\nelse:\n  pass\n", "# comment", "x; y;", "1\n# comment\n":
    tell(text, "f", "single")
for text in "1", " 1", "\t 1", "1\n\n", "x = 1", "", "1;2", "\n1", "# a\n1", "(\n1)":
    tell(text, "f", "eval")

# ---- what is not whole yet, as the prompt asks

for text in ("x = 1", "if 1:", "if 1:\n  pass", "if 1:\n  pass\n", "(1,", "'''abc", "x = \\", "1 +", "def f():", "for x in y:\n\n", "@a", "try:\n  x",
             "x)", "if 1:\n  pass\nelse", "", "#", "class A:\n  def f(self):\n    pass\n"):
    try:
        code = codeop.compile_command(text)
        print(repr(text), code and code.co_name)
    except SyntaxError as error:
        print(repr(text), type(error).__name__)

# ---- texts in other encodings

for text in "'\xe9'".encode(), b"\xef\xbb\xbf'\xc3\xa9'":
    try:
        print(ascii(eval(compile(text, "", "eval"))))
    except SyntaxError as error:
        print(error)
