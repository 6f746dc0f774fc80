# Rows read and written by _csv, in many dialects, and what is wrong with some.
import _csv


class Out:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text
        return len(text)


def attempt(call, *args, **options):
    try:
        return call(*args, **options)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)


lines = [
    "a,b,c\r\n", "", "\n", "a", "a,", ",", '"a,b",c', '"a""b",c', '"a\n', 'b",c', 'a"b,c', '"a"b,c', "a\\,b,c", '"a\\"b",c',
    "a\rb", "a\r\n", "1,2.5,\"3\"", " a, b", "a;b;c", "x\\", '"x', "a\n\n", "a\n\r\n", "'a,b',c",
]
options = [
    {}, {"delimiter": ";"}, {"quotechar": "'"}, {"quoting": 3, "escapechar": "\\"}, {"quoting": 2}, {"strict": True},
    {"skipinitialspace": True}, {"doublequote": False, "escapechar": "\\"}, {"quoting": 1}, {"quotechar": None},
]
for option in options:
    for line in lines:
        print(option, ascii(line), ascii(attempt(lambda: list(_csv.reader([line], **option)))))
rows = [
    ["a", "b"], [], [""], [None], ["", ""], [1, 2.5, None, True], ["a,b", 'c"d', "e\nf", "g\rh"], ["a\\b", "'"], ("x;y",), "abc",
    [[1, 2], {"k": 1}], 5,
]
for option in options + [{"lineterminator": "|"}, {"quoting": 3}]:
    for row in rows:
        out = Out()
        print(option, ascii(attempt(lambda: _csv.writer(out, **option).writerow(row))), ascii(out.text))
out = Out()
print(_csv.writer(out).writerows([[1, 2], "ab"]), ascii(out.text))
read = _csv.reader(iter(["a,b\n", '"c\n', 'd",e\n']))
print(read.line_num, next(read), read.line_num, next(read), read.line_num, attempt(next, read), iter(read) is read)
print(attempt(lambda: list(_csv.reader([b"a"]))), attempt(lambda: list(_csv.reader([1]))), attempt(_csv.reader), attempt(_csv.reader, 1))
print(attempt(_csv.writer), attempt(_csv.writer, 1), attempt(_csv.reader, [], "none"))
for wrong in (
    {"delimiter": ""}, {"delimiter": "ab"}, {"delimiter": 1}, {"delimiter": None}, {"quotechar": "ab"}, {"quotechar": 1},
    {"escapechar": "ab"}, {"escapechar": b"a"}, {"lineterminator": None}, {"lineterminator": 1}, {"quoting": 4}, {"quoting": -1},
    {"quoting": "x"}, {"quoting": None}, {"quotechar": None, "quoting": 0}, {"quotechar": "", "quoting": 1}, {"nothing": 1},
):
    print(wrong, attempt(_csv.Dialect, **wrong) if isinstance(attempt(_csv.Dialect, **wrong), str) else "made")
dialect = _csv.Dialect(delimiter=";", strict=1)
names = ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict")
print([getattr(dialect, name) for name in names], [getattr(_csv.Dialect(), name) for name in names])
print(_csv.Dialect(dialect) is dialect, _csv.Dialect(dialect, delimiter=":").strict, _csv.reader([], dialect).dialect is dialect)
print(_csv.list_dialects(), _csv.register_dialect("semi", dialect), _csv.list_dialects(), _csv.get_dialect("semi").delimiter)
print(list(_csv.reader(["a;b,c"], "semi")), list(_csv.reader(["a;b,c"], "semi", delimiter=",")), _csv.unregister_dialect("semi"))
print(attempt(_csv.get_dialect, "semi"), attempt(_csv.unregister_dialect, "semi"), attempt(_csv.register_dialect, 1))


class Excel:
    delimiter = "\t"
    quotechar = "'"


print(list(_csv.reader(["a\t'b\tc'"], Excel)), list(_csv.reader(["a\t'b\tc'"], Excel())))
print(_csv.field_size_limit(), _csv.field_size_limit(5), attempt(lambda: list(_csv.reader(["abcdef"]))), list(_csv.reader(["abcde,f"])))
print(attempt(_csv.field_size_limit, "x"), attempt(_csv.field_size_limit, 1, 2), _csv.field_size_limit(131072), _csv.__version__)
print(_csv.Error.__module__, _csv.Error.__mro__[1], _csv.QUOTE_NONE, type(read).__name__, type(_csv.writer(out)).__name__)
