# SPDX-License-Identifier: GPL-3.0-or-later
# Unions of classes, for annotations and isinstance().
def f(x: int | None = None) -> str | None:
    return x
print(f.__annotations__, f())
def show(source):
    try:
        print(source, "->", eval(source))
    except BaseException as e:
        print(source, type(e).__name__, e)
for source in """
int | str
int | None
None | int
(int | str) | int
int | str == str | int
isinstance(1, int | str)
isinstance(None, int | None)
isinstance('a', int | None)
int | 1
1 | int
type(int | str)
(int | str).__args__
issubclass(bool, int | str)
isinstance(1, (int | str, float))
hash(int | str) == hash(str | int)
{int | str: 1}[str | int]
ValueError | OSError
isinstance(OSError(), ValueError | OSError)
""".split("\n"):
    if source:
        show(source)
