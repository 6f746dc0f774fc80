# What Python's json asks of _json: values written.
import _json


def default(value):
    if isinstance(value, complex if False else type(Ellipsis)):
        return ["default", 1]
    raise TypeError("not " + type(value).__name__)


def encoder(strings=_json.encode_basestring_ascii, sort=False, skip=False, nan=True, markers={}):
    return _json.make_encoder(markers, default, strings, None, ": ", ", ", sort, skip, nan)


def show(encode, *values):
    for value in values:
        try:
            print(ascii("".join(encode(value, 0))))
        except Exception as error:
            print(type(error).__name__, ascii(error))


class Text(str):
    pass


class Number(int):
    def __repr__(self):
        return "not this"


class Real(float):
    def __repr__(self):
        return "not this"


class Table(dict):
    def items(self):
        return [("x", 1), ("y", [2])]


values = [None, True, False, 1, -5, 10 ** 30, 1.5, 1e300, float("inf"), -float("inf"), "text", "\u00e9\"\\\n\x7f\x1f", "\U0001f600\ud800"]
show(encoder(), *values, [], (), {}, [values, {"a": {}}], (1, 2), {1: 2, None: 3, True: 4, 1.5: 5, False: 6, "k": []})
show(encoder(_json.encode_basestring), *values)
show(encoder(lambda string: "<%s>" % string), ["a", {"b": "c", 1: 2, 2.5: None, None: 1}])
show(encoder(), Text("sub"), Number(7), Real(2.5), {Number(3): Real(1.5)}, Table(a=1), Table(), [...], {"e": ...})
show(encoder(sort=True), {"b": 1, "a": [{"d": 1, "c": 2}]}, {2: 1, 1: 2}, {"a": 1, 1: 2}, Table(a=1))
show(encoder(skip=True), {(1, 2): 3, "a": 1}, {(1,): 1})
show(encoder(), {(1, 2): 3}, {"a": object}, [object()])
show(encoder(nan=False), float("nan"), [1e999], {float("inf"): 1})
loop = []
loop.append([loop])
ring = {}
ring["a"] = ring
deep = []
for i in range(2000):
    deep = [deep]
show(encoder(), loop, ring, deep)
show(encoder(markers=None), deep)
show(encoder(lambda string: 5), "a")
print(ascii(_json.encode_basestring("a\u00e9\"\\\x01\x7f")), ascii(_json.encode_basestring_ascii("a\u00e9\"\\\x01\x7f\U0001f600")))
for call in (
    lambda: _json.encode_basestring(1),
    lambda: _json.encode_basestring_ascii(b""),
    lambda: _json.make_encoder(1, default, str, None, ":", ",", False, False, False),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, ascii(error))
