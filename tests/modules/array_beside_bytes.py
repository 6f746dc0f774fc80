# What bytes, bytearray and memoryview make of an array, and of one another: compared, joined, looked for.
from array import array

texts = {"bytes": b"ab", "bytearray": bytearray(b"ab"), "view": memoryview(b"ab"), "array": array("B", b"ab"), "wide": array("H", b"ab")}


def shown(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for name, text in texts.items():
    for other_name, other in texts.items():
        print(name, other_name, text == other, text != other, shown(lambda: text < other), shown(lambda: text >= other))
        if name != "view":
            print(shown(lambda: text + other), shown(lambda: other in text))
for text in b"ab", bytearray(b"ab"):
    for other in texts.values():
        print(shown(lambda: text.find(other)), shown(lambda: text.startswith(other)), shown(lambda: text.join([other, other])),
              shown(lambda: text.replace(other, other)), shown(lambda: text.split(other)), shown(lambda: bytes(other)))
        print(shown(lambda: int(other)), type(other) is memoryview or shown(lambda: float(other)), shown(lambda: str(other, "ascii")), shown(lambda: text % ()),
              shown(lambda: b"%b" % other), shown(lambda: {other: 1}[text]))
target = bytearray(b"xxxx")
target[1:2] = array("B", b"..")
target += array("B", b"!")
target.extend(array("B", b"?"))
print(target, shown(lambda: open("/dev/null", "wb").write(array("H", [1, 2]))))
