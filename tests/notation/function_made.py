# types.FunctionType and its parts: made by hand, given other code, shown; code.replace; cells.
import types


def tell(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def source(a, b=2, *args, c=3, **keywords):
    "doc"
    return a, b, args, c, keywords, NAME


def outer():
    x = 5

    def inner():
        return x
    return inner


inner = outer()
code = source.__code__
space = {"NAME": "given", "__name__": "place"}
made = types.FunctionType(code, space)
tell(made, 1, b=3, c=4, d=5)
made = types.FunctionType(code, space, "other", (7, 8))
print(made.__name__, made.__qualname__, made.__defaults__, made.__kwdefaults__, made.__module__, made.__doc__, made.__closure__)
made.__kwdefaults__ = {"c": 9}
tell(made)
print(made.__globals__ is space, made.__dict__, made.__annotations__, type(made.__builtins__))
print(types.FunctionType(inner.__code__, {}, None, None, inner.__closure__)())
print(types.FunctionType(inner.__code__, {}, closure=(types.CellType(8),), name="n")())
make = types.FunctionType
for arguments in ((), (code,), (1, {}), (code, 1), (code, {}, 1), (code, {}, "n", 1), (code, {}, "n", None, 1), (inner.__code__, {}),
                  (inner.__code__, {}, "n", (), ()), (inner.__code__, {}, "n", (), (1,)), (code, {}, "n", (), inner.__closure__),
                  (code, {}, "n", (), ()), (inner.__code__, {}, None, None, [types.CellType(1)])):
    tell(lambda: make(*arguments).__name__)
tell(lambda: type("Sub", (types.FunctionType,), {}))

# ---- other code, while it runs too


def first():
    first.__code__ = second.__code__
    return "first goes on", first()


def second():
    return "second"


tell(first)
tell(first)
tell(setattr, first, "__code__", inner.__code__)
tell(setattr, inner, "__code__", first.__code__)
tell(setattr, first, "__code__", 1)
tell(delattr, first, "__code__")
inner.__code__ = (lambda: (lambda x: lambda: x * 2)(1))().__code__
tell(inner)
for name, value in (("__name__", 1), ("__qualname__", None), ("__defaults__", [1]), ("__kwdefaults__", ()), ("__annotations__", 1),
                    ("__closure__", ()), ("__globals__", {}), ("__builtins__", {}), ("__doc__", 5), ("__module__", 6)):
    tell(setattr, second, name, value)
    tell(delattr, second, name)
second.__name__ = "renamed"
second.__qualname__ = "a.b"
print(second.__name__, second.__qualname__, second.__code__.co_name, repr(second).split(" at ")[0], second.__doc__, second.__module__)

# ---- cells

cell = types.CellType(2)
print(cell == types.CellType(2.0), cell < types.CellType(3), types.CellType() < cell, types.CellType() == types.CellType(), cell != 2)
cell.cell_contents = [1]
print(cell.cell_contents)
del cell.cell_contents
tell(lambda: cell.cell_contents)
del cell.cell_contents
tell(hash, cell)
tell(lambda: cell < 1)
print(repr(cell).split(" at ")[0], repr(cell).endswith(": empty>"))
tell(types.CellType, 1, 2)
tell(types.CellType, contents=1)


def shares():
    value = 1

    def get():
        return value

    def change(new):
        nonlocal value
        value = new
    return get, change


get, change = shares()
change(2)
print(get.__closure__[0].cell_contents, get.__closure__[0] is change.__closure__[0])
get.__closure__[0].cell_contents = 7
print(get())
del get.__closure__[0].cell_contents
tell(get)
