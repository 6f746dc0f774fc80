# SPDX-License-Identifier: GPL-3.0-or-later
"""tree_oracle.py UNIT-TREE FILE...: the front end beside python3's, over the test programs and over thousands of
programs made wrong from them by leaving out, doubling, exchanging and adding words.

Right programs must have the same tree, to the column; wrong ones the same SyntaxError with all its attributes.
Programs that causette refuses by name are left out. Exit status 77 (skipped) without the oracle: places of
errors differ even between versions of 3.11."""

import _symtable
import ast
import glob
import json
import os
import random
import re
import subprocess
import sys
import warnings

ORACLE, VERSION = "/usr/bin/python3", (3, 11, 2)
MUTANTS = 6000
KINDS = {SyntaxError: 1, IndentationError: 2, TabError: 3, ValueError: 4, MemoryError: 5, RecursionError: 6}
MODES = {"file": "exec", "single": "single", "eval": "eval"}
WORDS = """if elif else while for in def class return yield from import as with try except finally raise assert del pass
    break continue global nonlocal lambda not and or is None True False print exec case _ x y f self ( ) [ ] { } , : ; . =
    == != < > <= >= + - * ** / // % @ & | ^ ~ << >> -> := += *= ... 1 2.5 0 "s" 'q' f"{x}" f"{x!r:>{y}}" b"b" $ ? ! x=1 *x
    **x""".split()
WORDS += ["\n", "\n    ", "    ", "\t", " ", "\\", "\\\n", "#c", '"', '"""', "'", "é", "€", "(x for x in y)", "[x for x in y]",
          "{1: 2}", "lambda: 1", "x if y else z", "x y"]


def place(node):
    return f"@{node.lineno}:{node.col_offset}-{node.end_lineno}:{node.end_col_offset}"


def row(nodes):
    return "[" + " ".join(map(show, nodes)) + "]"


def parameters(nodes, title):
    return title + "".join(f"{n.arg!r}:{show(n.annotation)}{place(n)}" for n in nodes if n)


def signature(a):
    return (parameters(a.posonlyargs, "(") + parameters(a.args, "/") + parameters([a.vararg], "*")
            + parameters(a.kwonlyargs, "*,") + parameters([a.kwarg], "**") + row(a.defaults) + row(a.kw_defaults) + ")")


def keywords(nodes):
    return "".join(f"{n.arg!r}={show(n.value)}{place(n)}" for n in nodes)


def aliases(nodes):
    return "".join(f"{n.name!r} as {n.asname!r}{place(n)}" for n in nodes)


def clauses(nodes):
    return "".join(f"{' async' * n.is_async} for {show(n.target)} in {show(n.iter)}{row(n.ifs)}" for n in nodes)


def handlers(nodes):
    return "".join(f"except {show(n.type)}{n.name!r}{row(n.body)}{place(n)}" for n in nodes)


def name_of(operator):
    return type(operator).__name__


# What unit-tree shows of each node, in its order.
SHOW = {
    "Module": lambda n: row(n.body), "Interactive": lambda n: row(n.body), "Expression": lambda n: show(n.body),
    "FunctionDef": lambda n: repr(n.name) + signature(n.args) + row(n.body) + row(n.decorator_list) + show(n.returns),
    "ClassDef": lambda n: repr(n.name) + row(n.bases) + keywords(n.keywords) + row(n.body) + row(n.decorator_list),
    "Return": lambda n: show(n.value), "Delete": lambda n: row(n.targets),
    "Assign": lambda n: row(n.targets) + show(n.value),
    "AugAssign": lambda n: name_of(n.op) + show(n.target) + show(n.value),
    "AnnAssign": lambda n: str(n.simple) + show(n.target) + show(n.annotation) + show(n.value),
    "For": lambda n: show(n.target) + show(n.iter) + row(n.body) + row(n.orelse),
    "While": lambda n: show(n.test) + row(n.body) + row(n.orelse),
    "If": lambda n: show(n.test) + row(n.body) + row(n.orelse),
    "With": lambda n: "".join(show(i.context_expr) + show(i.optional_vars) for i in n.items) + row(n.body),
    "Raise": lambda n: show(n.exc) + show(n.cause),
    "Try": lambda n: row(n.body) + handlers(n.handlers) + row(n.orelse) + row(n.finalbody),
    "TryStar": lambda n: "*" + row(n.body) + handlers(n.handlers) + row(n.orelse) + row(n.finalbody),
    "Assert": lambda n: show(n.test) + show(n.msg), "Import": lambda n: aliases(n.names),
    "ImportFrom": lambda n: str(n.level) + repr(n.module) + aliases(n.names),
    "Global": lambda n: "".join(map(repr, n.names)), "Nonlocal": lambda n: "".join(map(repr, n.names)),
    "Expr": lambda n: show(n.value), "Pass": lambda n: "", "Break": lambda n: "", "Continue": lambda n: "",
    "BoolOp": lambda n: name_of(n.op) + row(n.values), "NamedExpr": lambda n: show(n.target) + show(n.value),
    "BinOp": lambda n: name_of(n.op) + show(n.left) + show(n.right),
    "UnaryOp": lambda n: name_of(n.op) + show(n.operand), "Lambda": lambda n: signature(n.args) + show(n.body),
    "IfExp": lambda n: show(n.test) + show(n.body) + show(n.orelse), "Dict": lambda n: row(n.keys) + row(n.values),
    "Set": lambda n: row(n.elts), "ListComp": lambda n: show(n.elt) + "None" + clauses(n.generators),
    "SetComp": lambda n: show(n.elt) + "None" + clauses(n.generators),
    "GeneratorExp": lambda n: show(n.elt) + "None" + clauses(n.generators),
    "DictComp": lambda n: show(n.key) + show(n.value) + clauses(n.generators),
    "Await": lambda n: show(n.value),
    "Yield": lambda n: show(n.value), "YieldFrom": lambda n: show(n.value),
    "Compare": lambda n: show(n.left) + "".join(name_of(o) + show(v) for o, v in zip(n.ops, n.comparators)),
    "Call": lambda n: show(n.func) + row(n.args) + keywords(n.keywords),
    "FormattedValue": lambda n: str(n.conversion) + show(n.value) + show(n.format_spec),
    "JoinedStr": lambda n: row(n.values), "Constant": lambda n: repr(n.value),
    "Attribute": lambda n: show(n.value) + repr(n.attr), "Subscript": lambda n: show(n.value) + show(n.slice),
    "Starred": lambda n: show(n.value), "Name": lambda n: repr(n.id), "List": lambda n: row(n.elts),
    "Match": lambda n: show(n.subject) + "".join(show(c.pattern) + show(c.guard) + row(c.body) for c in n.cases),
    "MatchValue": lambda n: show(n.value), "MatchSingleton": lambda n: repr(n.value),
    "MatchSequence": lambda n: row(n.patterns), "MatchOr": lambda n: row(n.patterns),
    "MatchMapping": lambda n: row(n.keys) + row(n.patterns) + repr(n.rest),
    "MatchClass": lambda n: show(n.cls) + row(n.patterns + n.kwd_patterns) + "".join(map(repr, n.kwd_attrs)),
    "MatchStar": lambda n: repr(n.name), "MatchAs": lambda n: show(n.pattern) + repr(n.name),
    "Tuple": lambda n: row(n.elts), "Slice": lambda n: show(n.lower) + show(n.upper) + show(n.step),
}

for KIND in "FunctionDef", "For", "With":
    SHOW["Async" + KIND] = SHOW[KIND]


def show(node):
    if node is None:
        return "None"
    kind = type(node).__name__
    inside = SHOW[kind](node) + (name_of(node.ctx) if hasattr(node, "ctx") else "")
    shown = "Try" if kind == "TryStar" else kind
    return f"{shown}({inside})" + (place(node) if hasattr(node, "lineno") else "")


def expected(text, mode):
    """What unit-tree should give: the tree, or the attributes of the error; None where Python cannot say."""
    try:
        tree = ast.parse(text, "<string>", MODES[mode])
        compile(text, "<string>", MODES[mode], dont_inherit=True)
    except SyntaxError as error:
        return [KINDS[type(error)], error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, error.text]
    except (ValueError, MemoryError, RecursionError) as error:
        return [KINDS[type(error)], str(error), None, None, None, None, None]
    try:
        sys.set_int_max_str_digits(0)
        return show(tree)
    except RecursionError:
        return None
    finally:
        sys.set_int_max_str_digits(4300)


# Of Include/internal/pycore_symtable.h: what the flags of _symtable mean.
PARAMETER, FREE_CLASS, SCOPE_SHIFT = 1 << 2, 1 << 6, 11
SCOPES = ["", "local", "declared", "global", "free", "cell"]


def expected_names(text):
    """Whose variable each name is, as unit-tree shows it; None for what is no program."""
    try:
        compile(text, "<string>", "exec", dont_inherit=True)
        return show_table(_symtable.symtable(text, "<string>", "exec"))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def show_table(table):
    names = ""
    for name, flags in sorted(table.symbols.items()):
        kind = SCOPES[flags >> SCOPE_SHIFT & 15]
        passed = flags & FREE_CLASS and kind != "free"
        names += f" {name}:{kind}" + "-parameter" * bool(flags & PARAMETER) + "-passed" * bool(passed)
    return f"({table.lineno}" + names + "".join(map(show_table, table.children)) + ")"


def compare_names(program, texts):
    wrong = count = 0
    for text, got in zip(texts, ask(program, texts, "file", "names"), strict=True):
        want = expected_names(text)
        if want is None or isinstance(got, list):
            continue
        got = re.sub(r"(\(\d+) generator", r"\1", got)
        count += 1
        # The module has line 0 there. Names that only an inner `global` brings to it do not matter.
        if re.sub(r"^\(\d+", "(", drop_global(want)) != re.sub(r"^\(\d+", "(", drop_global(got)):
            wrong += 1
            if wrong <= 5:
                print(f"names: {text[:400]!r}\n  want {want[:300]}\n  got  {got[:300]}")
    print(f"names: {count} programs, {wrong} differ")
    return wrong


def drop_global(shown):
    """Without the names of the module itself: it has no choice there."""
    return re.sub(r"^(\(\d+)[^()]*", r"\1", shown)


def ask(program, texts, *arguments):
    given = b"".join(b"%d\n%s" % (len(text), text) for text in (t.encode("utf-8") for t in texts))
    result = subprocess.run([program, *arguments], input=given, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in result.stdout.decode("utf-8", "surrogatepass").split("\n")[:-1]]


def compare(program, texts, mode):
    trees, problems = ask(program, texts, mode), ask(program, texts, mode, "scopes")
    wrong = 0
    for text, tree, problem in zip(texts, trees, problems, strict=True):
        got = problem if isinstance(problem, list) else tree
        if isinstance(got, list) and got[1].endswith("not in causette's notation"):
            continue
        want = expected(text, mode)
        if want is None or want == got or shows_long_int(got):
            continue
        wrong += 1
        if wrong <= 5:
            at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), 0) if type(want) is type(got) is str else 0
            start = max(0, at - 60)
            print(f"{mode}: {text[:400]!r}\n  want {want[start:start + 300]}\n  got  {got[start:start + 300]}")
    print(f"{mode}: {len(texts)} programs, {wrong} differ")
    return wrong


def shows_long_int(tree):
    """unit-tree prints no int of more digits than str() gives."""
    return isinstance(tree, str) and "Constant()" in tree


def mutant(chance, texts):
    lines = chance.choice(texts).split("\n")
    start = chance.randrange(len(lines))
    words = re.findall(r'\s+|\w+|"[^"\n]*"|\'[^\'\n]*\'|[^\w\s]', "\n".join(lines[start:start + chance.choice((1, 1, 1, 2, 3, 8))]))
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        words = words or ["x"]
        at = chance.randrange(len(words))
        kind = chance.random()
        if kind < 0.3:
            del words[at]
        elif kind < 0.55:
            words.insert(at, " " + chance.choice(WORDS) + " ")
        elif kind < 0.75:
            words[at] = chance.choice(WORDS)
        elif kind < 0.85:
            words.insert(at, chance.choice(words))
        elif kind < 0.95:
            other = chance.randrange(len(words))
            words[at], words[other] = words[other], words[at]
        else:
            words = words[:at]
    return "".join(words)


def main():
    if sys.version_info[:3] != VERSION:
        if os.path.exists(ORACLE) and "again" not in sys.argv:
            os.execv(ORACLE, [ORACLE, *sys.argv, "again"])
        print("this Python is", sys.version.split()[0], "and not 3.11.2")
        return 77
    warnings.simplefilter("ignore")
    program, patterns = sys.argv[1], [p for p in sys.argv[2:] if p != "again"]
    texts = []
    for pattern in patterns:
        for path in sorted(glob.glob(pattern)):
            with open(path, "rb") as file:
                data = file.read()
            if b"\0" not in data:
                texts.append(data.decode("utf-8", "replace"))
    wrong = compare(program, texts, "file") + compare_names(program, texts)
    chance = random.Random(20221024)
    for mode, count in (("file", MUTANTS), ("single", MUTANTS // 4), ("eval", MUTANTS // 4)):
        mutants = [mutant(chance, texts) for _ in range(count)]
        wrong += compare(program, mutants, mode)
        if mode == "file":
            wrong += compare_names(program, mutants)
    return wrong > 0 or not texts


sys.exit(main())
