# SPDX-License-Identifier: GPL-3.0-or-later
# Rows of text with separators between their fields, for Python's csv. A line without quotes and escapes is cut
# by str.split(); all others are walked over by a table of states, one row for each of them.
# https://docs.python.org/3.11/library/csv.html

__version__ = "1.0"
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)

_dialects = {}
_limit = [131072]


class Error(Exception):
    pass


def field_size_limit(*new_limit):
    if len(new_limit) > 1:
        raise TypeError(f"field_size_limit() takes at most 1 argument ({len(new_limit)} given)")
    before = _limit[0]
    if new_limit:
        if type(new_limit[0]) is not int:
            raise TypeError("limit must be an integer")
        _limit[0] = new_limit[0]
    return before


# ---- dialects

_DEFAULTS = {
    "delimiter": ",",
    "doublequote": True,
    "escapechar": None,
    "lineterminator": "\r\n",
    "quotechar": '"',
    "quoting": QUOTE_MINIMAL,
    "skipinitialspace": False,
    "strict": False,
}


def _check_character(name, value, may_be_none):
    if value is None and may_be_none:
        return
    if not isinstance(value, str):
        or_none = " or None" if may_be_none else ""
        raise TypeError(f'"{name}" must be string{or_none}, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')


def _check_options(options, given):
    _check_character("delimiter", options["delimiter"], False)
    _check_character("escapechar", options["escapechar"], True)
    if options["lineterminator"] is not None and not isinstance(options["lineterminator"], str):
        raise TypeError('"lineterminator" must be a string')
    _check_character("quotechar", options["quotechar"], True)
    if type(options["quoting"]) is not int:
        raise TypeError('"quoting" must be an integer')
    if not 0 <= options["quoting"] <= 3:
        raise TypeError('bad "quoting" value')
    if "quotechar" in given and options["quotechar"] is None and "quoting" not in given:
        options["quoting"] = QUOTE_NONE
    if options["quoting"] != QUOTE_NONE and not options["quotechar"]:
        raise TypeError("quotechar must be set if quoting enabled")
    if options["lineterminator"] is None:
        raise TypeError("lineterminator must be set")


def _option(name):
    return property(lambda self: self._options[name])


class Dialect:
    __slots__ = ("_options",)

    def __new__(cls, dialect=None, *args, **options):
        if args:
            options = {**dict(zip(_DEFAULTS, args)), **options}
        for name in options:
            if name not in _DEFAULTS:
                raise TypeError(f"{name!r} is an invalid keyword argument for this function")
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if isinstance(dialect, Dialect) and not options:
            return dialect
        given = {name: getattr(dialect, name) for name in _DEFAULTS if hasattr(dialect, name)}
        given.update(options)
        self = object.__new__(cls)
        self._options = {**_DEFAULTS, **given}
        for name in ("doublequote", "skipinitialspace", "strict"):
            self._options[name] = bool(self._options[name])
        _check_options(self._options, given)
        return self

    delimiter, doublequote = _option("delimiter"), _option("doublequote")
    escapechar, lineterminator = _option("escapechar"), _option("lineterminator")
    quotechar, quoting = _option("quotechar"), _option("quoting")
    skipinitialspace, strict = _option("skipinitialspace"), _option("strict")

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '{type(self).__name__}' instances")

    __module__ = "_csv"


# Of a call whose first argument is something else, and whose second may be a dialect.
def _make_dialect(args, options):
    if len(args) > 1 and "dialect" in options:
        raise TypeError("argument for function given by name ('dialect') and position (1)")
    return Dialect(*args[1:], **options)


def _check_count(args):
    if not 1 <= len(args) <= 2:
        least = "least 1 argument" if not args else "most 2 arguments"
        raise TypeError(f" expected at {least}, got {len(args)}")


def register_dialect(*args, **fmtparams):
    _check_count(args)
    if not isinstance(args[0], str):
        raise TypeError("dialect name must be a string")
    _dialects[args[0]] = _make_dialect(args, fmtparams)


def unregister_dialect(name, /):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name, /):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


# ---- reading

_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTES, _ESCAPED_IN_QUOTES = range(6)
_QUOTE_IN_QUOTES, _EAT_LINE_END, _AFTER_ESCAPED_LINE_END = 6, 7, 8
_END = ""  # of the line, as one character more


class _Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        self._fields, self._field = [], []
        self._state, self._is_number = _START_RECORD, False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if not self._field and self._state != _IN_QUOTES:
                    raise
                if self.dialect.strict:
                    raise Error("unexpected end of data") from None
                self._save()
                break
            if not isinstance(line, str):
                raise Error(
                    f"iterator should return strings, not {type(line).__name__} "
                    "(the file should be opened in text mode)"
                )
            self.line_num += 1
            if self._take_line(line):
                break
        return self._fields

    # True: the record ends with this line.
    def _take_line(self, line):
        dialect = self.dialect
        if self._state == _START_RECORD:
            simple = line.rstrip("\r\n") if line[-2:] in ("\r\n", line[-1:]) or line[-1:] in "\r\n" else line
            if line[len(simple):] not in ("", "\n", "\r\n", "\r"):
                simple = None
            elif dialect.quoting == QUOTE_NONNUMERIC or dialect.skipinitialspace:
                simple = None
            elif "\r" in simple or "\n" in simple or len(simple) > _limit[0]:
                simple = None
            elif dialect.quotechar and dialect.quotechar in simple:
                simple = None
            elif dialect.escapechar and dialect.escapechar in simple:
                simple = None
            elif dialect.delimiter in "\r\n":
                simple = None
            if simple is not None:
                if simple:
                    self._fields = simple.split(dialect.delimiter)
                return True
        for character in line:
            self._take(character)
        self._take(_END)
        return self._state == _START_RECORD

    def _add(self, character):
        if len(self._field) >= _limit[0]:
            raise Error(f"field larger than field limit ({_limit[0]})")
        self._field.append(character)

    def _save(self):
        field = "".join(self._field)
        self._field = []
        self._fields.append(float(field) if self._is_number else field)
        self._is_number = False

    def _end_field(self, character):
        self._save()
        self._state = _EAT_LINE_END if character else _START_RECORD

    def _take(self, character):
        self._steps[self._state](self, character)

    def _start_record(self, character):
        if character == "\n" or character == "\r":
            self._state = _EAT_LINE_END
        elif character:
            self._state = _START_FIELD
            self._start_field(character)

    def _start_field(self, character):
        dialect = self.dialect
        if character in ("\n", "\r", _END):
            self._end_field(character)
        elif character == dialect.quotechar and dialect.quoting != QUOTE_NONE:
            self._state = _IN_QUOTES
        elif character == dialect.escapechar:
            self._state = _ESCAPED
        elif character == " " and dialect.skipinitialspace:
            pass
        elif character == dialect.delimiter:
            self._save()
        else:
            self._is_number = dialect.quoting == QUOTE_NONNUMERIC
            self._add(character)
            self._state = _IN_FIELD

    def _escaped(self, character):
        self._add(character or "\n")
        self._state = _AFTER_ESCAPED_LINE_END if character in ("\n", "\r") else _IN_FIELD

    def _after_escaped_line_end(self, character):
        if character:
            self._in_field(character)

    def _in_field(self, character):
        if character in ("\n", "\r", _END):
            self._end_field(character)
        elif character == self.dialect.escapechar:
            self._state = _ESCAPED
        elif character == self.dialect.delimiter:
            self._save()
            self._state = _START_FIELD
        else:
            self._add(character)
            self._state = _IN_FIELD

    def _in_quotes(self, character):
        dialect = self.dialect
        if not character:
            pass
        elif character == dialect.escapechar:
            self._state = _ESCAPED_IN_QUOTES
        elif character == dialect.quotechar and dialect.quoting != QUOTE_NONE:
            self._state = _QUOTE_IN_QUOTES if dialect.doublequote else _IN_FIELD
        else:
            self._add(character)

    def _escaped_in_quotes(self, character):
        self._add(character or "\n")
        self._state = _IN_QUOTES

    def _quote_in_quotes(self, character):
        dialect = self.dialect
        if character and character == dialect.quotechar and dialect.quoting != QUOTE_NONE:
            self._add(character)
            self._state = _IN_QUOTES
        elif character == dialect.delimiter:
            self._save()
            self._state = _START_FIELD
        elif character in ("\n", "\r", _END):
            self._end_field(character)
        elif dialect.strict:
            raise Error(f"'{dialect.delimiter}' expected after '{dialect.quotechar}'")
        else:
            self._add(character)
            self._state = _IN_FIELD

    def _eat_line_end(self, character):
        if not character:
            self._state = _START_RECORD
        elif character not in ("\n", "\r"):
            raise Error(
                "new-line character seen in unquoted field - "
                "do you need to open the file in universal-newline mode?"
            )

    _steps = (
        _start_record, _start_field, _escaped, _in_field, _in_quotes, _escaped_in_quotes,
        _quote_in_quotes, _eat_line_end, _after_escaped_line_end,
    )


_Reader.__name__ = _Reader.__qualname__ = "reader"


def reader(*args, **fmtparams):
    _check_count(args)
    lines = iter(args[0])
    return _Reader(lines, _make_dialect(args, fmtparams))


# ---- writing


def _is_number(value):
    if isinstance(value, (int, float)):
        return True
    kind = type(value)
    return hasattr(kind, "__index__") or hasattr(kind, "__int__") or hasattr(kind, "__float__")


class _Writer:
    def __init__(self, write, dialect):
        self._write = write
        self.dialect = dialect
        special = [dialect.delimiter, dialect.escapechar, dialect.quotechar, *dialect.lineterminator]
        self._special = [character for character in special if character]

    # The field as it stands in the row.
    def _field(self, text, is_quoted):
        for character in self._special:
            if character in text:
                break
        else:
            return f"{self.dialect.quotechar}{text}{self.dialect.quotechar}" if is_quoted else text
        dialect, out = self.dialect, []
        quote, escape = dialect.quotechar, dialect.escapechar
        for character in text:
            if character in self._special:
                wants_escape = dialect.quoting == QUOTE_NONE
                if not wants_escape:
                    if character == quote:
                        if dialect.doublequote:
                            out.append(quote)
                        else:
                            wants_escape = True
                    elif character == escape:
                        wants_escape = True
                    if not wants_escape:
                        is_quoted = True
                if wants_escape:
                    if not escape:
                        raise Error("need to escape, but no escapechar set")
                    out.append(escape)
            out.append(character)
        text = "".join(out)
        return f"{quote}{text}{quote}" if is_quoted else text

    def writerow(self, row, /):
        quoting = self.dialect.quoting
        try:
            items = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        fields = []
        for item in items:
            is_quoted = quoting == QUOTE_ALL or (quoting == QUOTE_NONNUMERIC and not _is_number(item))
            fields.append(self._field("" if item is None else str(item), is_quoted))
        if len(fields) == 1 and not fields[0]:
            if quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            fields[0] = self._field("", True)
        return self._write(self.dialect.delimiter.join(fields) + self.dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)


_Writer.__name__ = _Writer.__qualname__ = "writer"


def writer(*args, **fmtparams):
    _check_count(args)
    dialect = _make_dialect(args, fmtparams)
    write = getattr(args[0], "write", None)
    if not callable(write):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(write, dialect)
