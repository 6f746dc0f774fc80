# SPDX-License-Identifier: GPL-3.0-or-later
# A recursive-descent calculator.
def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."):
                j += 1
            yield float(text[i:j]) if "." in text[i:j] else int(text[i:j])
            i = j
        elif c in "+-*/()^%":
            yield c
            i += 1
        else:
            raise SyntaxError(f"unexpected {c!r} at {i}")
class Parser:
    def __init__(self, text):
        self.tokens = list(tokens(text)) + [None]
        self.at = 0
    def take(self, *wanted):
        token = self.tokens[self.at]
        if token in wanted and isinstance(token, str):
            self.at += 1
            return token
    def expression(self):
        value = self.term()
        while op := self.take("+", "-"):
            value = value + self.term() if op == "+" else value - self.term()
        return value
    def term(self):
        value = self.factor()
        while op := self.take("*", "/", "%"):
            right = self.factor()
            value = value * right if op == "*" else value / right if op == "/" else value % right
        return value
    def factor(self):
        if self.take("-"):
            return -self.factor()
        value = self.atom()
        return value ** self.factor() if self.take("^") else value
    def atom(self):
        if self.take("("):
            value = self.expression()
            if not self.take(")"):
                raise SyntaxError("missing )")
            return value
        value = self.tokens[self.at]
        if not isinstance(value, (int, float)):
            raise SyntaxError(f"unexpected {value}")
        self.at += 1
        return value
for text in "1 + 2 * 3", "(1 + 2) * 3", "-2 ^ 2", "2 ^ 3 ^ 2", "10 / 4", "10 % 4 - 1.5", "2 * (3 + (4 - 1)) / 3", "1 / 0", "1 +", "(1", "a", "2 ^ 100":
    try:
        print(text, "=", Parser(text).expression())
    except (SyntaxError, ZeroDivisionError) as e:
        print(text, "->", type(e).__name__, e)
