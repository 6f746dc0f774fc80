# SPDX-License-Identifier: GPL-3.0-or-later
# f-strings: names, expressions, calls, doubled braces.
name = "Ada"
n = 3
print(f"{name}", f"hello {name}!", f'{n}', f"{n + 1} {n * n}")
print(f"{name.upper()} {len(name)} {name[0]} {name[::-1]}")
print(f"{{}} {{{n}}} {{n}}", f"{{", f"}}")
print(f"", repr(f""), f"plain")
print(f"{[1, 2]} {(1,)} { {1: 2} } {None} {b'x'}")
print(f"a{n}" "b{n}" f"c{n}", "x" f"{n}")
print(f"""{n}
{n + 1}""")
print(f"{'nested quotes'} {'a' 'b'}", f'{"other"}')
print(f"{n if n > 2 else 0} {n > 2} {not n} {n and name}")
print(f"{(lambda x: x * 2)(n)} {(lambda: 5)()}")
print(F"{n}", f"{n}{n}{name}")
print(f"{ n }", f"{n }", f"{  n}")
