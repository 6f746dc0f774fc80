# SPDX-License-Identifier: GPL-3.0-or-later
"""How format strings are taken apart: what string.Formatter stands on.

See https://docs.python.org/3.11/library/string.html#format-string-syntax
"""


def formatter_parser(format_string, /):
    if not isinstance(format_string, str):
        raise TypeError(f"expected str, got {type(format_string).__name__}")
    return _parts(format_string)


def formatter_field_name_split(field_name, /):
    if not isinstance(field_name, str):
        raise TypeError(f"expected str, got {type(field_name).__name__}")
    ends = [at for at in (field_name.find("."), field_name.find("[")) if at >= 0]
    end = min(ends, default=len(field_name))
    return _number_or_name(field_name[:end]), _steps(field_name, end)


def _number_or_name(text):
    if not text or not text.isdecimal():
        return text
    number = int(text)
    if number > 9223372036854775807:
        raise ValueError("Too many decimal digits in format string")
    return number


# Pairs: whether it is an attribute, and its name or index.
def _steps(text, at):
    while at < len(text):
        kind = text[at]
        at += 1
        if kind not in ".[":
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        start = at
        if kind == ".":
            while at < len(text) and text[at] not in ".[":
                at += 1
            name = text[start:at]
        else:
            at = text.find("]", start)
            if at < 0:
                raise ValueError("Missing ']' in format string")
            name = _number_or_name(text[start:at])
            at += 1
        if name == "":
            raise ValueError("Empty attribute in format string")
        yield kind == ".", name


# Tuples of the text before a field, and of the field its name, format and conversion.
def _parts(text):
    at, count = 0, len(text)
    while at < count:
        start = at
        mark = ""
        while at < count and not mark:
            if text[at] in "{}":
                mark = text[at]
            at += 1
        is_doubled = bool(mark) and at < count and text[at] == mark
        if mark == "}" and not is_doubled:
            raise ValueError("Single '}' encountered in format string")
        if mark == "{" and at == count:
            raise ValueError("Single '{' encountered in format string")
        if is_doubled or not mark:
            yield text[start:at], None, None, None
            at += is_doubled
        else:
            literal = text[start:at - 1]
            name, form, conversion, at = _field(text, at)
            yield literal, name, form, conversion


def _field(text, at):
    start, count, mark = at, len(text), ""
    while at < count:
        mark = text[at]
        at += 1
        if mark == "{":
            raise ValueError("unexpected '{' in field name")
        if mark == "[":
            closing = text.find("]", at)
            at = count if closing < 0 else closing
        elif mark in "}:!":
            break
    name = text[start:at - 1]
    if mark == "}":
        return name, "", None, at
    if mark != ":" and mark != "!":
        raise ValueError("expected '}' before end of string")
    conversion = None
    if mark == "!":
        if at >= count:
            raise ValueError("end of string while looking for conversion specifier")
        conversion = text[at]
        at += 1
        if at < count:
            at += 1
            if text[at - 1] == "}":
                return name, "", conversion, at
            if text[at - 1] != ":":
                raise ValueError("expected ':' after conversion specifier")
    return name, *_form(text, at, conversion)


def _form(text, at, conversion):
    start, depth = at, 1
    while at < len(text):
        depth += (text[at] == "{") - (text[at] == "}")
        at += 1
        if not depth:
            return text[start:at - 1], conversion, at
    raise ValueError("unmatched '{' in format spec")
