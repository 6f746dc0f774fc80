# SPDX-License-Identifier: GPL-3.0-or-later
# A module without the feature: flags= alone brings it.
import __future__
source = "def f(x: int) -> str: pass\nfound = f.__annotations__"
def found(code):
    names = {}
    exec(code, names)
    return names["found"]
print(found(source))
for flags in 0, __future__.annotations.compiler_flag:
    for dont in False, True:
        code = compile(source, "<text>", "exec", flags, dont)
        print(hex(flags), dont, found(code), hex(code.co_flags))
print(found("from __future__ import annotations\n" + source))
print(hex(compile("from __future__ import annotations, division", "", "exec").co_flags))
print(hex(compile("from __future__ import division, generator_stop, nested_scopes", "", "exec").co_flags))
exec("from __future__ import annotations\nexec(source)\nprint(found)")
inner = "exec(source)\nprint(found)"
exec(compile(inner, "", "exec", __future__.annotations.compiler_flag))
print(eval(compile("(lambda x: x)", "", "eval", __future__.annotations.compiler_flag)).__code__.co_flags)
