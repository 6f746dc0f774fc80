# The classes of syntax trees: kinds, fields, what their constructors take.
import _ast

for name in sorted(vars(_ast)):
    kind = vars(_ast)[name]
    if not isinstance(kind, type) or name.startswith("_") or "Importer" in name:
        continue
    print(name, kind.__base__.__name__, kind._fields, kind.__match_args__, kind._attributes, kind.__module__)
    print(ascii(kind.__doc__), sorted(key for key in vars(kind) if not key.startswith("_")))
print(_ast.PyCF_ONLY_AST, _ast.PyCF_TYPE_COMMENTS, _ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
name = _ast.Name("x", ctx=_ast.Load(), lineno=3, other=4)
print(name.id, type(name.ctx), name.lineno, name.other, name.end_lineno, name.__reduce__()[1], sorted(vars(name)))
print(_ast.Constant(3).kind, hasattr(_ast.Name("x"), "ctx"), hasattr(_ast.expr, "lineno"), isinstance(name, _ast.expr))


class Own(_ast.AST):
    _fields = ("a", "b")


print(Own(1).a, vars(Own(1, b=2)))
for wrong in (
    lambda: _ast.Name("a", "b", "c"),
    lambda: _ast.Name("a", id="b"),
    lambda: _ast.Load(1),
    lambda: _ast.AST(1),
    lambda: _ast.Expr(1, 2),
    lambda: Own(1, 2, 3),
):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
