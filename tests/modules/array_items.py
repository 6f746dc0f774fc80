# Every typecode with what fits it and what does not, and the errors of each.
import array


def shown(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Float:
    def __float__(self):
        return 1.5


class Index:
    def __index__(self):
        return 7


class Wrong:
    def __index__(self):
        return "no"

    def __float__(self):
        return "no"


edges = [-1, 256, -129, 2**16, -2**15 - 1, 2**31, -2**31 - 1, 2**32, 2**63, -2**63 - 1, 2**64, 1.5, "x", "xy", None, b"x"]
for code in array.typecodes:
    numbers = array.array(code)
    print(code, numbers.itemsize, numbers.typecode)
    for value in edges:
        print(repr(value), shown(lambda: numbers.append(value)))
    for value in Float(), Index(), Wrong():
        print(type(value).__name__, shown(lambda: numbers.append(value)))
        print(type(value).__name__, shown(lambda: numbers.extend([value, value])))
        print(type(value).__name__, shown(lambda: numbers.fromlist([value])))
        print(type(value).__name__, shown(lambda: numbers.insert(0, value)))
    print(numbers)
    if numbers:
        print(shown(lambda: numbers.__setitem__(0, Index())), shown(lambda: numbers.__setitem__(Index(), numbers[0])))

for text in """array()
array(1)
array("xx")
array(b"i")
array("x")
array("x", [])
array("i", 1)
array("i", "a")
array("i", array("u", "a"))
array("u", array("i", [1]))
array("i", b"123")
array("i", [1], 2)
array("i", x=1)
array("i")[0]
array("i")["a"]
array("i", [1]).__setitem__(5, 1)
array("i", [1]).__delitem__(5)
array("i", [1])[2**70]
array("i", [1]).__setitem__(slice(0, 1), [1])
array("i", [1]).__setitem__(slice(0, 1), array("h", [1]))
array("i", [1, 2, 3]).__setitem__(slice(0, 3, 2), array("i", [1]))
array("i", [1]) + 1
array("i", [1]) + array("h")
array("i", [1]).__iadd__(1)
array("i", [1]).extend(1)
array("i", [1]).extend(array("h"))
array("i", [1]) * "a"
array("i", [1]) * 2**70
array("i", [1]) * 2**62
array("i", [1]).pop(5)
array("i").pop()
array("i").remove(1)
array("i").index(1)
array("i", [1]).fromlist(1)
array("i", [1]).fromlist([1, "a"])
array("i", [1]).frombytes("a")
array("i", [1]).frombytes(b"a")
array("i", [1]).fromunicode("a")
array("u").fromunicode(1)
array("i", [1]).tounicode()
array("i", [1]).insert("a", 1)
array("i", [1]).insert(2**70, 1)
array("i", [1, 2, 1]).index(1, 1)
array("i", [1, 2, 1]).index(1, 1, -1)
array("i", [1]).index(1, -2**70, 5)
array("i", [1, 2, 1]).count(1.0)
hash(array("i"))
array("i") < 1
array("i", [1]).foo
array[int]
array("i", [1]).append()
array("i", [1]).insert(1)
array.append(1, 1)
array("u", "a'b\\U0010ffff")
array("u", "\\U0010ffff").tobytes()
array("d", [1, float("nan"), float("inf")])
array("i", [1]) == array("d", [1.0])
array("d", [float("nan")]) == array("d", [float("nan")])
array("b", [1, 2]) < array("d", [1, 2.5])
array("b", [1, 2]) < array("b", [1, 2, 3])
array("b", [1, 2]) >= array("b", [1, 3])
array("b", [1]) == [1], array("b", [1]) != [1]
2 * array("b", [1, 2]), array("b", [1, 2]) * -1
3 in array("b", [1, 3]), 4 in array("b", [1, 3]), "a" in array("b", [1])
array("i", range(5)), array("d", (x / 2 for x in range(3)))
array("H", bytearray(b"\\1\\0\\2\\0")), array("B", array("i", [1, 2]))
len(array("i", [1, 2])), bool(array("i")), bool(array("i", [0]))""".split("\n"):
    print(text, "->", shown(lambda: eval(text, {"array": array.array})))
