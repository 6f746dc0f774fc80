# SPDX-License-Identifier: GPL-3.0-or-later
# Trees of what programs have ast.parse() read without compiling it: expressions of literals, names and operators, as
# ast.literal_eval() takes them, and functions without a body, as inspect reads signatures. Of all else there is none.
import ast
import re

_TOKEN = re.compile(r"""
    (?P<blank>[ \t\f]+ | \\\n | \#[^\n]*) |
    (?P<newline>\n) |
    (?P<string>(?:[bB][rR]?|[rR][bB]?|[uU])?(?:
        '''(?s:\\.|[^\\])*?''' | \"\"\"(?s:\\.|[^\\])*?\"\"\" |
        '(?:\\(?s:.)|[^\\'\n])*' | "(?:\\(?s:.)|[^\\"\n])*")) |
    (?P<number>0[xX][\da-fA-F_]+ | 0[oO][0-7_]+ | 0[bB][01_]+ |
        (?:\d[\d_]*\.?(?:\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?) |
    (?P<name>[^\W\d]\w*) |
    (?P<operator>\*\*|//|<<|>>|->|[-+*/%@&|^~()\[\]{},:.=])
""", re.VERBOSE)
_KEYWORDS = frozenset("""and as assert async await break class continue def del elif else except finally for from global if import in
is lambda nonlocal not or pass raise return try while with yield""".split())
_CONSTANTS = {"None": None, "True": True, "False": False}
_UNARY = {"-": ast.USub, "+": ast.UAdd, "~": ast.Invert}
# From the loosest to the tightest; all of them join from the left.
_BINARY = ({"|": ast.BitOr}, {"^": ast.BitXor}, {"&": ast.BitAnd}, {"<<": ast.LShift, ">>": ast.RShift},
           {"+": ast.Add, "-": ast.Sub},
           {"*": ast.Mult, "/": ast.Div, "//": ast.FloorDiv, "%": ast.Mod, "@": ast.MatMult})


class _NotCovered(Exception):
    pass


class _Parser:
    def __init__(self, text, filename):
        self.filename = filename
        self.tokens = []  # (kind, text, start, end), places as trees have them
        self.at = 0
        self._split(text)

    def _split(self, text):
        position, line, column, depth = 0, 1, 0, 0
        while position < len(text):
            found = _TOKEN.match(text, position)
            if not found:
                raise _NotCovered
            kind, word = found.lastgroup, found.group()
            start = line, column
            line += word.count("\n")
            column = len(word[word.rfind("\n") + 1:].encode()) + (0 if "\n" in word else column)
            depth += (word in "([{") - (word in ")]}") if kind == "operator" else 0
            if kind != "blank" and not (kind == "newline" and (depth or not self.tokens)):
                self.tokens.append((kind, word, start, (line, column)))
            elif kind == "blank" and start[1] == 0 and not depth and word[0] in " \t\f" and (
                    text[position + len(word):position + len(word) + 1] not in ("", "\n", "#")):
                raise _NotCovered  # indented
            position = found.end()
        while self.tokens and self.tokens[-1][0] == "newline":
            self.tokens.pop()
        self.tokens.append(("end", "", (line, column), (line, column)))

    def word(self):
        kind, word = self.tokens[self.at][:2]
        return word if kind in ("operator", "name") else None

    def take(self, wanted=None):
        token = self.tokens[self.at]
        if wanted is not None and self.word() != wanted:
            raise _NotCovered
        self.at += 1
        return token

    def accept(self, wanted):
        if self.word() != wanted:
            return False
        self.at += 1
        return True

    def placed(self, node, start):
        node.lineno, node.col_offset = start
        node.end_lineno, node.end_col_offset = self.tokens[self.at - 1][3]
        return node

    def start(self):
        return self.tokens[self.at][2]

    # ---- expressions

    def whole(self):
        """Several with commas are a tuple."""
        start = self.start()
        first = self.expression()
        if self.word() != ",":
            return first
        items = [first] + self.rest_of_list("")
        return self.placed(ast.Tuple(items, ast.Load()), start)

    def rest_of_list(self, closing):
        items = []
        while self.accept(","):
            if self.word() == closing or self.tokens[self.at][0] in ("end", "newline"):
                break
            items.append(self.expression())
        return items

    def expression(self, level=0):
        if level == len(_BINARY):
            return self.unary()
        start = self.start()
        left = self.expression(level + 1)
        while self.word() in _BINARY[level]:
            kind = _BINARY[level][self.take()[1]]
            left = self.placed(ast.BinOp(left, kind(), self.expression(level + 1)), start)
        return left

    def unary(self):
        start = self.start()
        if self.word() in _UNARY:
            kind = _UNARY[self.take()[1]]
            return self.placed(ast.UnaryOp(kind(), self.unary()), start)
        base = self.primary()
        if self.accept("**"):
            return self.placed(ast.BinOp(base, ast.Pow(), self.unary()), start)
        return base

    def primary(self):
        start = self.start()
        node = self.atom()
        while True:
            if self.accept("."):
                node = self.placed(ast.Attribute(node, self.identifier(), ast.Load()), start)
            elif self.word() == "(":
                self.take()
                self.take(")")
                node = self.placed(ast.Call(node, [], []), start)
            else:
                return node

    def identifier(self):
        kind, word = self.take()[:2]
        if kind != "name" or word in _KEYWORDS or word in _CONSTANTS or not word.isascii():
            raise _NotCovered
        return word

    def value_of(self, text):
        try:
            return eval(compile(text, self.filename, "eval"), {})
        except SyntaxError:
            raise _NotCovered

    def atom(self):
        kind, word, start, end = self.tokens[self.at]
        if kind == "number":
            self.at += 1
            return self.placed(ast.Constant(self.value_of(word)), start)
        if kind == "string":
            words = []
            while self.tokens[self.at][0] == "string":
                words.append(self.take()[1])
            mark = "u" if words[0][0] == "u" else None
            return self.placed(ast.Constant(self.value_of(" ".join(words)), mark), start)
        if word == "(":
            return self.parenthesized()
        if word == "[":
            return self.placed_list(ast.List, "]")
        if word == "{":
            return self.braces()
        if word in _CONSTANTS and kind == "name":
            self.at += 1
            return self.placed(ast.Constant(_CONSTANTS[word]), start)
        return self.placed(ast.Name(self.identifier(), ast.Load()), start)

    def parenthesized(self):
        start = self.take()[2]
        if self.accept(")"):
            return self.placed(ast.Tuple([], ast.Load()), start)
        first = self.expression()
        if self.accept(")"):
            return first
        items = [first] + self.rest_of_list(")")
        self.take(")")
        return self.placed(ast.Tuple(items, ast.Load()), start)

    def placed_list(self, kind, closing):
        start = self.take()[2]
        items = [] if self.word() == closing else [self.expression()] + self.rest_of_list(closing)
        self.take(closing)
        return self.placed(kind(items, ast.Load()), start)

    def braces(self):
        start = self.take()[2]
        if self.accept("}"):
            return self.placed(ast.Dict([], []), start)
        first = self.expression()
        if self.word() != ":":
            items = [first] + self.rest_of_list("}")
            self.take("}")
            return self.placed(ast.Set(items), start)
        self.take(":")
        keys, values = [first], [self.expression()]
        while self.accept(",") and self.word() != "}":
            keys.append(self.expression())
            self.take(":")
            values.append(self.expression())
        self.take("}")
        return self.placed(ast.Dict(keys, values), start)

    # ---- functions

    def function(self):
        start = self.take("def")[2]
        name = self.identifier()
        self.take("(")
        parameters = self.parameters()
        self.take(")")
        self.take(":")
        place = self.take("pass")[2]
        body = self.placed(ast.Pass(), place)
        return self.placed(ast.FunctionDef(name, parameters, [body], []), start)

    def parameter(self):
        start = self.start()
        return self.placed(ast.arg(self.identifier()), start)

    def parameters(self):
        found = ast.arguments([], [], None, [], [], None, [])
        behind_star = False
        while self.word() != ")":
            if self.accept("**"):
                found.kwarg = self.parameter()
                self.accept(",")
                break
            if self.accept("*"):
                if behind_star:
                    raise _NotCovered
                behind_star = True
                found.vararg = None if self.word() == "," else self.parameter()
            elif self.accept("/"):
                if behind_star or found.posonlyargs or not found.args:
                    raise _NotCovered
                found.posonlyargs, found.args = found.args, []
            else:
                self.add_parameter(found, behind_star)
            if self.word() != ")":
                self.take(",")
        if behind_star and not found.vararg and not found.kwonlyargs:
            raise _NotCovered
        return found

    def add_parameter(self, found, behind_star):
        parameter = self.parameter()
        default = self.expression() if self.accept("=") else None
        if behind_star:
            found.kwonlyargs.append(parameter)
            found.kw_defaults.append(default)
        else:
            if default is None and found.defaults:
                raise _NotCovered
            found.args.append(parameter)
            found.defaults += [] if default is None else [default]

    def statements(self):
        body = []
        while self.tokens[self.at][0] != "end":
            start = self.start()
            body.append(self.function() if self.word() == "def" else self.placed(ast.Expr(self.whole()), start))
            while self.tokens[self.at][0] == "newline":
                self.at += 1
                start = None
            if start is not None and self.tokens[self.at][0] != "end":
                raise _NotCovered
        return body


def parse(source, filename, mode):
    """None: there is no tree of such a text."""
    try:
        text = source if isinstance(source, str) else bytes(source).decode("ascii")
        if "\0" in text or "\r" in text:
            return None
        parser = _Parser(text, filename)
        if mode != "eval":
            return ast.Module(parser.statements(), []) if mode == "exec" else None
        tree = ast.Expression(parser.whole())
        return tree if parser.tokens[parser.at][0] == "end" else None
    except (_NotCovered, UnicodeError, TypeError, RecursionError):
        return None
