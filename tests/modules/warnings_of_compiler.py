# SPDX-License-Identifier: GPL-3.0-or-later
# What the compiler warns of goes through the filters of warnings: shown, left out, or made a SyntaxError.
import warnings
def show(message, category, filename, line, file=None, text=None):
    print("shown", category.__name__, message, filename, line)
def run(source):
    print("--", ascii(source))
    try: exec(source, {})
    except SyntaxError as e: print(repr(e), e.__context__, e.__cause__, e.__suppress_context__)
    except Exception as e: print(type(e).__name__)
sources = ["1 is 1", "x=2\nif (3 is\n 4): pass", "[1](2)", "assert (1, 2)", "f'{1 is 1}'", "1if 1 else 2", "0xfor x in (1,)",
           r"'\z'", r"x = 'a' '\z' + '3'", r"f'a\z{3}'", r"b'\y\z'", r"'\400'", r"b'\477'", r"'\z\y' '\k' f'\g{3}\m{4}\y' f'\j'",
           r"r'\z'", r"'\N{DIGIT ONE}\u0041\x41\101'", r"b'\u'", "'a\\\nb'", r"del '\z'", r"'\z' = 3", r"f('\z'=3)", r"'\z' 3",
           "x = '\\z'\nx y", r"lambda: '\e'", "match 1:\n case '\\d': pass", r"(x := '\z')", r"def f(a='\z'): pass",
           "f'''{\n1 is 1}'''", "'''\n\n\\z'''", "yield 1 is 1", "return; '\\z'; 1 is 1"]
warnings.showwarning = show
for action in "always", "error", "ignore":
    warnings.resetwarnings()
    warnings.simplefilter(action)
    for source in sources:
        if action != "error" or "'''" not in source: run(source)
warnings.resetwarnings()
warnings.filterwarnings("error", category=SyntaxWarning)
warnings.filterwarnings("always", category=DeprecationWarning, module="a/b")
run(r"'\z'; 1 is 1")
for name in "a/b.py", "c.py":
    compile(r"'\z'", name, "exec")
print(eval("3"), compile(r"'\z'", "a/b", "eval").co_consts)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for i in range(2): eval(r"'\z'")
print(len(caught), caught[0].category, caught[0].filename, caught[0].lineno)
