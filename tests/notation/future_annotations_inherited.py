# SPDX-License-Identifier: GPL-3.0-or-later
# from __future__ import annotations holds for what the module compiles, too, unless it says otherwise.
from __future__ import annotations
import __future__
ANNOTATIONS = __future__.annotations.compiler_flag
source = "def f(x: int) -> str: pass\nclass C:\n    a: int\n    def g(self, y: 'z'): pass\nb: list[int] = []"
def annotations(code):
    names = {}
    exec(code, names)
    return names["f"].__annotations__, names["C"].__annotations__, names["C"].g.__annotations__, names["__annotations__"]
def flags(code): return hex(code.co_flags), [hex(inner.co_flags) for inner in code.co_consts if hasattr(inner, "co_flags")]
print(annotations(source))
for inherit in False, True:
    for given in 0, ANNOTATIONS, __future__.division.compiler_flag:
        code = compile(source, "<text>", "exec", given, dont_inherit=not inherit)
        print(inherit, hex(given), annotations(code), flags(code))
print(eval("lambda x: 1").__code__.co_flags & ANNOTATIONS == ANNOTATIONS, annotations.__code__.co_flags & ANNOTATIONS == ANNOTATIONS)
names = {"source": source, "found": None}
exec(compile("exec(source)\nfound = f.__annotations__", "<other>", "exec", dont_inherit=True), names)
print(names["found"])
exec(compile("exec(source)\nfound = f.__annotations__", "<other>", "exec"), names)
print(names["found"])
code = annotations.__code__
print(code.replace(co_name="other").co_flags == code.co_flags, hex(code.replace(co_flags=code.co_flags & ~ANNOTATIONS).co_flags))
for bad in 1, 0x2000000, 1 << 40, -1:
    try: compile("1", "", "eval", bad)
    except (ValueError, OverflowError) as e: print(type(e).__name__, e)
