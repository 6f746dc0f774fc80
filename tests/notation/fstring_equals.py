# SPDX-License-Identifier: GPL-3.0-or-later
# The = of f-strings keeps the text of the expression, spaces included.
x = 3
name = "Ada"
pi = 3.14159
print(f"{x=}", f"{x = }", f"{ x =}", f"{x= }")
print(f"{name=}", f"{name=!s}", f"{name=!r}", f"{name=!a}")
print(f"{x + 1=}", f"{x+1 = }", f"{len(name)=}")
print(f"{pi=:.2f}", f"{pi = :8.3f}|", f"{x=:04d}")
print(f"{name=:>6}", f"{name=!r:>8}")
print(f"a {x=} b {name=} c")
print(f"{x == 3}", f"{x != 3}", f"{x >= 3}", f"{x <= 3}")
print(f"{[x, x]=}", f"{ {'k': x}=}", f"{'lit'=}")
