# SPDX-License-Identifier: GPL-3.0-or-later
# The classes of syntax trees, by the abstract grammar that Python's documentation of ast prints: each kind of
# node with its alternatives, and the fields of each; `?` marks one that may be None, `*` a list.
# https://docs.python.org/3.11/library/ast.html#abstract-grammar

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000


class AST:
    __module__ = "ast"
    __doc__ = None
    _fields = _attributes = __match_args__ = ()

    def __init__(self, /, *args, **kwargs):
        fields = self._fields
        if len(args) > len(fields):
            name, count = type(self).__name__, len(fields)
            raise TypeError(
                f"{name} constructor takes at most {count} positional argument{'' if count == 1 else 's'}"
            )
        for name, value in zip(fields, args):
            setattr(self, name, value)
        for name in kwargs:
            if name in fields and fields.index(name) < len(args):
                raise TypeError(f"{type(self).__name__} got multiple values for argument {name!r}")
            setattr(self, name, kwargs[name])

    def __reduce__(self):
        return type(self), (), self.__dict__


_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")

# Which kinds have a place in the text: 1 with an end that may be None, 2 with one that is always there.
_PLACED = {"stmt": 1, "expr": 1, "excepthandler": 1, "arg": 1, "keyword": 1, "alias": 1, "pattern": 2}

_GRAMMAR = """\
mod =
    Module(stmt* body, type_ignore* type_ignores)
    Interactive(stmt* body)
    Expression(expr body)
    FunctionType(expr* argtypes, expr returns)
stmt =
    FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, \
string? type_comment)
    AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, \
expr? returns, string? type_comment)
    ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list)
    Return(expr? value)
    Delete(expr* targets)
    Assign(expr* targets, expr value, string? type_comment)
    AugAssign(expr target, operator op, expr value)
    AnnAssign(expr target, expr annotation, expr? value, int simple)
    For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    While(expr test, stmt* body, stmt* orelse)
    If(expr test, stmt* body, stmt* orelse)
    With(withitem* items, stmt* body, string? type_comment)
    AsyncWith(withitem* items, stmt* body, string? type_comment)
    Match(expr subject, match_case* cases)
    Raise(expr? exc, expr? cause)
    Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    Assert(expr test, expr? msg)
    Import(alias* names)
    ImportFrom(identifier? module, alias* names, int? level)
    Global(identifier* names)
    Nonlocal(identifier* names)
    Expr(expr value)
    Pass
    Break
    Continue
expr =
    BoolOp(boolop op, expr* values)
    NamedExpr(expr target, expr value)
    BinOp(expr left, operator op, expr right)
    UnaryOp(unaryop op, expr operand)
    Lambda(arguments args, expr body)
    IfExp(expr test, expr body, expr orelse)
    Dict(expr* keys, expr* values)
    Set(expr* elts)
    ListComp(expr elt, comprehension* generators)
    SetComp(expr elt, comprehension* generators)
    DictComp(expr key, expr value, comprehension* generators)
    GeneratorExp(expr elt, comprehension* generators)
    Await(expr value)
    Yield(expr? value)
    YieldFrom(expr value)
    Compare(expr left, cmpop* ops, expr* comparators)
    Call(expr func, expr* args, keyword* keywords)
    FormattedValue(expr value, int conversion, expr? format_spec)
    JoinedStr(expr* values)
    Constant(constant value, string? kind)
    Attribute(expr value, identifier attr, expr_context ctx)
    Subscript(expr value, expr slice, expr_context ctx)
    Starred(expr value, expr_context ctx)
    Name(identifier id, expr_context ctx)
    List(expr* elts, expr_context ctx)
    Tuple(expr* elts, expr_context ctx)
    Slice(expr? lower, expr? upper, expr? step)
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler =
    ExceptHandler(expr? type, identifier? name, stmt* body)
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, \
expr* defaults)
arg(identifier arg, expr? annotation, string? type_comment)
keyword(identifier? arg, expr value)
alias(identifier name, identifier? asname)
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
pattern =
    MatchValue(expr value)
    MatchSingleton(constant value)
    MatchSequence(pattern* patterns)
    MatchMapping(expr* keys, pattern* patterns, identifier? rest)
    MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
    MatchStar(identifier? name)
    MatchAs(pattern? pattern, identifier? name)
    MatchOr(pattern* patterns)
type_ignore =
    TypeIgnore(int lineno, string tag)
"""


def _define(name, base, fields, doc, placed):
    names = tuple(field.split()[1] for field in fields)
    body = {"_fields": names, "__match_args__": names, "__module__": "ast", "__doc__": doc}
    for field in fields:
        kind, field_name = field.split()
        if kind[-1] == "?":
            body[field_name] = None
    if base is AST:
        body["_attributes"] = _PLACE if placed else ()
        if placed == 1:
            body["end_lineno"] = body["end_col_offset"] = None
    made = globals()[name] = type(name, (base,), body)
    return made


def _fields_of(alternative):
    name, bracket, fields = alternative.partition("(")
    return name, fields[:-1].split(", ") if fields else ()


def _define_kind(kind, alternatives):
    between = "\n" + " " * (len(kind) + 1) + "| " if "(" in alternatives[0] else " | "
    base = _define(kind, AST, (), kind + " = " + between.join(alternatives), _PLACED.get(kind, 0))
    for alternative in alternatives:
        name, fields = _fields_of(alternative)
        _define(name, base, fields, alternative, 0)


def _define_all():
    kind, alternatives = "", []
    for line in _GRAMMAR.splitlines() + [""]:
        if line.startswith("    "):
            alternatives.append(line[4:])
            continue
        if alternatives:
            _define_kind(kind, alternatives)
        kind, equals, rest = line.partition(" =")
        alternatives = rest.split(" | ") if rest else []
        if rest:
            _define_kind(kind, [part.strip() for part in alternatives])
            alternatives = []
        elif line and not equals:
            name, fields = _fields_of(line)
            _define(name, AST, fields, line, _PLACED.get(name, 0))


_define_all()
del _define_all, _define_kind, _define, _fields_of, _GRAMMAR, _PLACED, _PLACE
