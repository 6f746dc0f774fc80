# ast.parse() of literals, as ast.literal_eval() has it, with their places; and of functions without a body.
import ast
import inspect

TEXTS = ["1", "-1", "+2.5", "1_000", "0xff", "1e3", "2j", "1 + 2j", "-1-2j", "'a'", "u'b'", "'a' 'b'", "b'x' b'\\n'", "r'\\d'",
         "'''two\nlines'''", "()", "(1,)", "(1, 'é', (2, [3]))", "1, 2,", "[]", "[1, 2, ]", "{}", "{1: 'a', 'b': [None, True],}",
         "{1, 2}", "set()", "(1)", "  7", "[1, # one\n 2]", "...", "~1", "a.b", "2 ** -1", "1 + 2 * 3 - 4", "x | y & z", "\t'tab'\n"]
for text in TEXTS:
    try:
        value = ast.literal_eval(text)
    except (ValueError, NotImplementedError) as error:
        value = type(error).__name__
    print(repr(text), value if text != "..." else "dots")

for text in "1, 'é', b'x'", "(a.b +\n  -c) * {1: [2], 'k': {3}}", "f()", "u'x' 'y'", "2 ** 3":
    print(ast.dump(ast.parse(text, mode="eval"), include_attributes=True))
for text in "def f(a, a): pass", "def f(a, b=1, /, c=x.y, *d, e, g=None, **h): pass", "def f(*, a): pass\n\n'text'\n":
    print(ast.dump(ast.parse(text), include_attributes=True))

for text in "1 +", "[1", "'a", "1 2", "(1, 2", "{1: }", "def f(a=1, b): pass", "08", "a b":
    try:
        ast.parse(text, mode="exec" if "def" in text else "eval")
    except SyntaxError as error:
        print(text, "SyntaxError")
for text in "1 + x", "f(1)", "a", "[x]":
    try:
        ast.literal_eval(text)
    except (ValueError, NotImplementedError):
        print(text, "refused")

for function in len, divmod, id:
    print(inspect.signature(function))
