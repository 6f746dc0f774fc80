# How format strings are taken apart.
from _string import formatter_field_name_split, formatter_parser


def attempt(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__, str(error)


for text in ("", "abc", "{}", "a{b}c", "{{}}", "a{{b}}c{d}", "{a!r}", "{a!r:>{w}}", "{a:b{c}d}", "{a.b[0]}", "{[}]}", "{a[}]}x", "{a:{{}}}",
             "{", "}", "a{b", "{a}}", "{a!", "{a!r", "{a!rx}", "{a!}", "{a:b", "{a{b}}", "{a:{b}", "{!r}", "{:>3}", "x}y", "{a!r:}", "{a[b", "{a!!}"):
    print(repr(text), attempt(lambda: list(formatter_parser(text))))
for name in ("", "a", "0", "a.b", "a[0].b[x]", "12[3]", ".a", "[0]", "a.", "a[", "a[]", "a[b]c", "99999999999999999999", "a[99999999999999999999]", "a..b", "-1", "a[-1]"):
    print(repr(name), attempt(lambda: (lambda first, rest: (first, list(rest)))(*formatter_field_name_split(name))))
print(attempt(lambda: formatter_parser(1)), attempt(lambda: formatter_field_name_split(1)))
