# What Python's json asks of _json: texts read.
import sys

import _json


class JSONDecodeError(ValueError):
    def __init__(self, message, text, at):
        ValueError.__init__(self, message, text[:30], at)


sys.modules["json"] = type(sys)("json")
sys.modules["json.decoder"] = sys.modules["json"].decoder = type(sys)("json.decoder")
sys.modules["json.decoder"].JSONDecodeError = JSONDecodeError


class Context:
    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = {"NaN": "nan!", "Infinity": "inf!", "-Infinity": "-inf!"}.__getitem__


def show(scan, *texts):
    for text in texts:
        try:
            print(ascii(scan(text, 0)))
        except Exception as error:
            print(ascii(text), type(error).__name__, ascii(error))


scan = _json.make_scanner(Context())
show(scan, '[]', '{}', '[1, 2.5, -3, 1e5, 0.0, -0, 1E-2, 12345678901234567890123]', '{"a": [true, false, null]}')
show(scan, ' 1', '[1 , 2 ]', '[ ]', '{ }', '{ "a" : 1 , "b":{} }', '"text"', '"\\u00e9\\ud83d\\ude00 \\ud800 \\"\\\\\\/\\b\\f\\n\\r\\t"')
show(scan, '[NaN, Infinity, -Infinity]', '01', '-', '1.', '1.e5', '1e', '1e+', '.5', '-x', 'tru', 'nul', '')
show(scan, '[', '[1', '[1,', '[1,]', '[1 2]', '[,', ']')
show(scan, '"\u0430\u0431"', '["\U0001f600", {"\u0430": 1}]', '{"a": 1, "a": 2}')
show(scan, '{', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{a', '{"a" 1}', '"a\nb"', '"a', '{"a', '{"a\\x"')
for string in ("abc", 'a"b', '\\"x"', "\\x", "\\", "\\u12", "\\u12zz", "\\ud83d\\u0020x\"", "\\ud83d\\uzzzz\"", "\\ud83d\\ude00\""):
    try:
        print(ascii(_json.scanstring(string, 0, True)))
    except JSONDecodeError as error:
        print(ascii(error))
print(_json.scanstring('"a\nb"', 1, False), _json.scanstring("x\\u0041\" rest", 0))
for call in (
    lambda: _json.scanstring(1, 2),
    lambda: _json.scanstring("a", 5),
    lambda: _json.scanstring("a", -1),
    lambda: scan(1, 0),
    lambda: scan("1", -1),
    lambda: scan("1", 7),
    lambda: scan("[" * 2000, 0),
    lambda: scan('{"a":' * 2000, 0),
    lambda: scan("1" * 5000, 0),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, ascii(error))


class Hooks(Context):
    object_hook = lambda self, pairs: ("object", pairs)
    parse_float = lambda self, text: ("float", text)
    parse_int = lambda self, text: ("int", text)


class Pairs(Context):
    object_pairs_hook = list


show(_json.make_scanner(Hooks()), '{"a": {"b": 1.5, "c": [2]}}', "{}", "[1, {}]")
show(_json.make_scanner(Pairs()), '{"a": {"b": 1.5, "c": [2]}}', "{}", "[1, {}]")
hooks = _json.make_scanner(Hooks())
print(hooks.strict, hooks.object_pairs_hook, hooks.parse_int("7"))


class Loose(Context):
    strict = 0


print(_json.make_scanner(Loose())('"a\tb"', 0))


class Wrong(Context):
    object_hook = lambda self, pairs: 1 / 0


try:
    _json.make_scanner(Wrong())('[{"a": 1}]', 0)
except ZeroDivisionError as error:
    print(error)
try:
    _json.make_scanner(1)
except AttributeError as error:
    print(error)
