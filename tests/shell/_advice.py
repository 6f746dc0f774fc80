# SPDX-License-Identifier: GPL-3.0-or-later
"""What a note advises to type: the `code` in it that is more than a name, and how it is typed to see that it works."""

import ast
import re

FRAGMENTS = {".decode": "b'x'", ".encode": "'x'"}  # what stands before a dot in prose


def statement_of(code):
    """The code as a statement that can be typed, or None where it only mentions a name, a mark or a method."""
    if code.startswith("."):
        return next((value + code for start, value in FRAGMENTS.items() if code.startswith(start)), None)
    if code.endswith(":"):
        code += " break" if code.startswith(("while", "for")) else " pass"
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return None
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return code if tree.body else None
    node = tree.body[0].value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.args and not node.keywords:
        return None  # `accept()`
    while isinstance(node, ast.Attribute):
        node = node.value
    return None if isinstance(node, (ast.Name, ast.Constant)) else code


def advice_in(notes):
    """The statements that these lines advise, in their order."""
    found = re.findall(r"`([^`]+)`", "\n".join(notes))
    return [code for code in map(statement_of, found) if code]
