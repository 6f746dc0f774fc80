# SPDX-License-Identifier: GPL-3.0-or-later
"""The registry of codecs and of error handlers, and the codecs that are seldom used.

What C knows is in _codecs_native. A handler that a program registered is called from here: a codec of ours is
asked strictly, and what it refuses goes to the handler, until the end.
See https://docs.python.org/3.11/library/codecs.html
"""
from _codecs_native import *
from _codecs_native import _native_name

# ---- error handlers


def _span(error, kinds):
    if not isinstance(error, kinds):
        if isinstance(error, Exception):
            raise TypeError(f"don't know how to handle {type(error).__name__} in error callback")
        raise TypeError("codec must pass exception instance")
    return error.start, error.end


_ALL = (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)
_TEXT = (UnicodeEncodeError, UnicodeTranslateError)


def strict_errors(error, /):
    if isinstance(error, BaseException):
        raise error
    raise TypeError("codec must pass exception instance")


def ignore_errors(error, /):
    return "", _span(error, _ALL)[1]


def replace_errors(error, /):
    start, end = _span(error, _ALL)
    if isinstance(error, UnicodeEncodeError):
        return "?" * (end - start), end
    return "\ufffd" * (1 if isinstance(error, UnicodeDecodeError) else end - start), end


def xmlcharrefreplace_errors(error, /):
    start, end = _span(error, UnicodeEncodeError)
    return "".join(f"&#{ord(c)};" for c in error.object[start:end]), end


def _backslash(code):
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def backslashreplace_errors(error, /):
    start, end = _span(error, _ALL)
    part = error.object[start:end]
    return "".join(_backslash(c) for c in (part if isinstance(part, bytes) else map(ord, part))), end


def namereplace_errors(error, /):
    start, end = _span(error, UnicodeEncodeError)
    part = error.object[start:end]
    return "".join(c.encode("ascii", "namereplace").decode() if ord(c) > 127 else _backslash(ord(c))
                   for c in part), end


def _unit(encoding):
    """Bytes a unit, and the order of them, for surrogatepass."""
    name = encoding.lower().replace("_", "-")
    if name in ("utf-8", "utf8", "cp65001"):
        return 3, None
    for bits in "16", "32":
        if name.startswith(("utf-" + bits, "utf" + bits)):
            return int(bits) // 8, "big" if name.endswith("be") else "little"
    return 0, None


def surrogatepass_errors(error, /):
    start, end = _span(error, (UnicodeEncodeError, UnicodeDecodeError))
    size, order = _unit(error.encoding)
    if not size:
        raise error
    if isinstance(error, UnicodeEncodeError):
        out = b""
        for c in error.object[start:end]:
            if not 0xd800 <= ord(c) <= 0xdfff:
                raise error
            if size == 3:
                out += c.encode("utf-8", "surrogatepass")
            else:
                out += ord(c).to_bytes(size, order)
        return out, end
    part = error.object[start:start + size]
    code = 0
    if len(part) == size:
        if size == 3:
            if part[0] == 0xed and part[1] & 0xc0 == 0x80 and part[2] & 0xc0 == 0x80:
                code = (part[0] & 15) << 12 | (part[1] & 63) << 6 | part[2] & 63
        else:
            code = int.from_bytes(part, order)
    if not 0xd800 <= code <= 0xdfff:
        raise error
    return chr(code), start + size


def _surrogateescape_errors(error, /):
    start, end = _span(error, (UnicodeEncodeError, UnicodeDecodeError))
    if isinstance(error, UnicodeEncodeError):
        out = bytearray()
        for c in error.object[start:end]:
            if not 0xdc80 <= ord(c) <= 0xdcff:
                raise error
            out.append(ord(c) - 0xdc00)
        return bytes(out), end
    text = ""
    for byte in error.object[start:min(end, start + 4)]:
        if byte < 128:
            break
        text += chr(0xdc00 + byte)
    if not text:
        raise error
    return text, start + len(text)


_handlers = {
    "strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors,
    "xmlcharrefreplace": xmlcharrefreplace_errors, "backslashreplace": backslashreplace_errors,
    "namereplace": namereplace_errors, "surrogatepass": surrogatepass_errors,
    "surrogateescape": _surrogateescape_errors,
}


def _register_error(errors, handler, /):
    if not isinstance(errors, str):
        raise TypeError(f"register_error() argument 1 must be str, not {type(errors).__name__}")
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def _lookup_error(name, /):
    if not isinstance(name, str):
        raise TypeError(f"lookup_error() argument must be str, not {type(name).__name__}")
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError(f"unknown error handler name '{name}'") from None


# ---- a handler of the program's

def _position(at, count):
    if at < 0:
        at += count
    if not 0 <= at <= count:
        raise IndexError(f"position {at} from error handler out of bounds")
    return at


def _handle(errors, error, kinds, text):
    answer = _lookup_error(errors)(error)
    if not isinstance(answer, tuple) or len(answer) != 2 or not isinstance(answer[0], kinds) \
            or not isinstance(answer[1], int):
        raise TypeError(text)
    return answer


_ENCODING_ANSWER = "encoding error handler must return (str/bytes, int) tuple"
_DECODING_ANSWER = "decoding error handler must return (str, int) tuple"


def _encode_with(encode, text, errors, *rest):
    """What `encode`, which is strict, gives, with what it refuses handed to the handler."""
    out, at, object = bytearray(), 0, text
    while True:
        try:
            return bytes(out + encode(object[at:], "strict", *rest)[0]), len(text)
        except UnicodeEncodeError as problem:
            error = UnicodeEncodeError(problem.encoding, text, problem.start + at, problem.end + at,
                                       problem.reason)
        if error.start > at:
            out += encode(object[at:error.start], "strict", *rest)[0]
            if rest == (0,):
                rest = (-1,)
        answer, to = _handle(errors, error, (str, bytes), _ENCODING_ANSWER)
        if isinstance(answer, str):
            try:
                answer = encode(answer, "strict", *rest)[0]
            except UnicodeEncodeError:
                raise error from None
        out += answer
        at = _position(to, len(text))


def _decode_with(decode, data, errors, *rest):
    data = bytes(data)
    out, at = [], 0
    while True:
        try:
            text, count = decode(data[at:], "strict", *rest)
            out.append(text)
            return "".join(out), at + count
        except UnicodeDecodeError as problem:
            error = UnicodeDecodeError(problem.encoding, data, problem.start + at, problem.end + at,
                                       problem.reason)
        if error.start > at:
            out.append(decode(data[at:error.start], "strict", *rest)[0])
        answer, to = _handle(errors, error, str, _DECODING_ANSWER)
        out.append(answer)
        data = bytes(error.object)
        at = _position(to, len(data))


def _decode_ex_with(decode, data, errors, byteorder, final):
    text, count = _decode_with(lambda *args: decode(*args)[:2], data, errors, byteorder, final)
    return text, count, decode(data, "replace", byteorder, final)[2]


# ---- the registry

_search, _found = [], {}
_encodings_are_there = False


def _register(search_function, /):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _search.append(search_function)


def _unregister(search_function, /):
    if search_function in _search:
        _search.remove(search_function)
        _found.clear()


def _import_encodings():
    global _encodings_are_there
    if not _encodings_are_there:
        _encodings_are_there = True
        try:
            import encodings
        except ModuleNotFoundError as problem:
            if problem.name != "encodings":
                raise


def _lookup(encoding):
    if not isinstance(encoding, str):
        raise TypeError(f"lookup() argument must be str, not {type(encoding).__name__}")
    if "\0" in encoding:
        raise ValueError("embedded null character")
    name = encoding.lower().replace(" ", "_")
    if name in _found:
        return _found[name]
    _import_encodings()
    for search in _search:
        found = search(name)
        if found is not None:
            if not isinstance(found, tuple) or len(found) != 4:
                raise TypeError("codec search functions must return 4-tuples")
            _found[name] = found
            return found
    import _imp
    raise LookupError(f"unknown encoding: {encoding}{_imp._lacking('encode', name.replace('-', '_'))}")


# Exceptions that have more to tell than a text: they go on as they are.
_TELLING = (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError, OSError, SystemExit, SyntaxError, ImportError,
            StopIteration, AttributeError, NameError, GeneratorExit, BaseExceptionGroup)


def _run_codec(function, data, errors, operation, encoding):
    try:
        return function(data, errors)
    except BaseException as error:
        arguments = error.args
        if isinstance(error, _TELLING) or getattr(error, "__dict__", None) or len(arguments) > 1 or (
                arguments and not isinstance(arguments[0], str)):
            raise
        kind = type(error)
        try:
            told = kind(f"{operation} with '{encoding}' codec failed ({kind.__name__}: {error})")
        except Exception:
            raise error
        raise told from error


def _encode(obj, encoding="utf-8", errors="strict"):
    answer = _run_codec(_lookup(encoding)[0], obj, errors, "encoding", encoding)
    if not isinstance(answer, tuple) or len(answer) != 2:
        raise TypeError("encoder must return a tuple (object, integer)")
    return answer[0]


def _decode(obj, encoding="utf-8", errors="strict"):
    answer = _run_codec(_lookup(encoding)[1], obj, errors, "decoding", encoding)
    if not isinstance(answer, tuple) or len(answer) != 2:
        raise TypeError("decoder must return a tuple (object,integer)")
    return answer[0]


def _lookup_text(encoding, alternative):
    found = _lookup(encoding)
    if not getattr(found, "_is_text_encoding", True):
        raise LookupError(f"'{encoding}' is not a text encoding; use {alternative} to handle arbitrary codecs")
    return found


def _encode_text(text, encoding, errors):
    """str.encode() with a codec, or an error handler, that C does not know."""
    own = globals().get(f"{_native_name(encoding)}_encode".replace("-", "_"))
    answer = own(text, errors) if own else _run_codec(
        _lookup_text(encoding, "codecs.encode()")[0], text, errors, "encoding", encoding)
    if not isinstance(answer, tuple) or len(answer) != 2:
        raise TypeError("encoder must return a tuple (object, integer)")
    if isinstance(answer[0], bytearray):
        return bytes(answer[0])
    if not isinstance(answer[0], bytes):
        raise TypeError(f"'{encoding}' encoder returned '{type(answer[0]).__name__}' instead of 'bytes'; "
                        "use codecs.encode() to encode to arbitrary types")
    return answer[0]


def _decode_text(data, encoding, errors):
    own = globals().get(f"{_native_name(encoding)}_decode".replace("-", "_"))
    answer = own(data, errors) if own else _run_codec(
        _lookup_text(encoding, "codecs.decode()")[1], data, errors, "decoding", encoding)
    if not isinstance(answer, tuple) or len(answer) != 2:
        raise TypeError("decoder must return a tuple (object,integer)")
    if not isinstance(answer[0], str):
        raise TypeError(f"'{encoding}' decoder returned '{type(answer[0]).__name__}' instead of 'str'; "
                        "use codecs.decode() to decode to arbitrary types")
    return answer[0]


# ---- tables of characters

class EncodingMap:
    def __init__(self, table):
        self._bytes = {ord(c): i for i, c in enumerate(table) if c != "\ufffe"}

    def size(self):
        return len(self._bytes)


def _charmap_build(map, /):
    return EncodingMap(map)


def _mapped(mapping, code):
    """The bytes that stand for a character; None: there are none."""
    try:
        found = mapping[code]
    except LookupError:
        return None
    if isinstance(found, int):
        if not 0 <= found < 256:
            raise TypeError("character mapping must be in range(256)")
        return bytes((found,))
    if found is None or isinstance(found, bytes):
        return found
    raise TypeError(f"character mapping must return integer, bytes or None, not {type(found).__name__}")


def _charmap_encode(text, errors, mapping):
    if mapping is None:
        return latin_1_encode(text, errors)
    if isinstance(mapping, EncodingMap):
        mapping = mapping._bytes
        try:
            return bytes([mapping[c] for c in map(ord, text)]), len(text)
        except KeyError:
            pass
    out, at, count = bytearray(), 0, len(text)
    while at < count:
        found = _mapped(mapping, ord(text[at]))
        if found is not None:
            out += found
            at += 1
            continue
        end = at + 1
        while end < count and _mapped(mapping, ord(text[end])) is None:
            end += 1
        error = UnicodeEncodeError("charmap", text, at, end, "character maps to <undefined>")
        answer, to = _handle(errors or "strict", error, (str, bytes), _ENCODING_ANSWER)
        if isinstance(answer, str):
            for c in answer:
                found = _mapped(mapping, ord(c))
                if found is None:
                    raise error
                out += found
        else:
            out += answer
        at = _position(to, count)
    return bytes(out), count


def _character(mapping, byte):
    try:
        found = mapping[byte]
    except LookupError:
        return None
    if isinstance(found, int):
        if not 0 <= found <= 0x10ffff:
            raise TypeError("character mapping must be in range(0x110000)")
        found = chr(found)
    if found is None or found == "\ufffe":
        return None
    if not isinstance(found, str):
        raise TypeError(f"character mapping must return integer, None or str, not {type(found).__name__}")
    return found


def _charmap_decode(data, errors, mapping):
    if mapping is None:
        return latin_1_decode(data, errors)
    data = bytes(data)
    if isinstance(mapping, str) and len(mapping) >= 256:
        text = data.decode("latin-1").translate(mapping)
        if "\ufffe" not in text:
            return text, len(data)
    out, at, count = [], 0, len(data)
    while at < count:
        found = _character(mapping, data[at])
        if found is not None:
            out.append(found)
            at += 1
            continue
        error = UnicodeDecodeError("charmap", data, at, at + 1, "character maps to <undefined>")
        answer, to = _handle(errors or "strict", error, str, _DECODING_ANSWER)
        out.append(answer)
        at = _position(to, count)
    return "".join(out), count


# ---- escapes of source text

_SHORT = {ord("\\"): "\\", ord("'"): "'", ord('"'): '"', ord("a"): "\a", ord("b"): "\b", ord("f"): "\f",
          ord("n"): "\n", ord("r"): "\r", ord("t"): "\t", ord("v"): "\v", ord("\n"): ""}
_OCTAL = b"01234567"
_HEX = b"0123456789abcdefABCDEF"
_LENGTHS = {ord("x"): 2, ord("u"): 4, ord("U"): 8}


def _run(data, at, digits, most):
    end = at
    while end < len(data) and end < at + most and data[end] in digits:
        end += 1
    return end


def _escape_encode(data, errors=None, /):
    if not isinstance(data, bytes):
        raise TypeError(f"escape_encode() argument 1 must be bytes, not {type(data).__name__}")
    quoted = repr(data + b'"')[2:-2]
    return quoted.replace("\\'", "'").replace("'", "\\'").encode("latin-1"), len(data)


def _escape_decode(data, errors=None, /):
    if isinstance(data, str):
        data = data.encode()
    data = bytes(data)
    out, at, count = bytearray(), 0, len(data)
    while at < count:
        next = data.find(b"\\", at)
        if next < 0:
            out += data[at:]
            break
        out += data[at:next]
        at = next + 1
        if at == count:
            raise ValueError("Trailing \\ in string")
        kind = data[at]
        if kind in _SHORT:
            out += _SHORT[kind].encode()
            at += 1
        elif kind in _OCTAL:
            end = _run(data, at, _OCTAL, 3)
            out.append(int(data[at:end], 8) & 255)
            at = end
        elif kind == 0x78:
            end = _run(data, at + 1, _HEX, 2)
            if end == at + 3:
                out.append(int(data[at + 1:end], 16))
            elif errors in (None, "strict"):
                raise ValueError(f"invalid \\x escape at position {at - 1}")
            elif errors == "replace":
                out += b"?"
            elif errors != "ignore":
                raise ValueError(f"decoding error; unknown error handling code: {errors}")
            at = end
        else:
            out += b"\\" + data[at:at + 1]
            at += 1
    return bytes(out), count


def _named(data, at):
    """The character of \\N{...}, and where it ends; None when there is none."""
    end = data.find(b"}", at)
    if data[at + 1:at + 2] != b"{" or end < 0:
        return None, len(data) if data[at + 1:at + 2] == b"{" else at + 1, "malformed \\N character escape"
    import unicodedata
    try:
        return unicodedata.lookup(data[at + 2:end].decode("latin-1")), end + 1, None
    except KeyError:
        return None, end + 1, "unknown Unicode character name"


def _escaped(data, at):
    """(text or None, end, reason) of what follows a backslash; `at` is behind it."""
    kind = data[at]
    if kind in _SHORT:
        return _SHORT[kind], at + 1, None
    if kind in _OCTAL:
        end = _run(data, at, _OCTAL, 3)
        return chr(int(data[at:end], 8)), end, None
    if kind in _LENGTHS:
        most = _LENGTHS[kind]
        end = _run(data, at + 1, _HEX, most)
        if end < at + 1 + most:
            return None, end, f"truncated \\{chr(kind)}{'X' * most} escape"
        code = int(data[at + 1:end], 16)
        return (chr(code), end, None) if code <= 0x10ffff else (None, end, "illegal Unicode character")
    if kind == 0x4e:
        return _named(data, at)
    return "\\" + chr(kind), at + 1, None


def _decode_escapes(data, errors, final, encoding, escaped):
    if isinstance(data, str):
        data = data.encode()
    data = bytes(data)
    out, at = [], 0
    while at < len(data):
        next = data.find(b"\\", at)
        if next < 0:
            out.append(data[at:].decode("latin-1"))
            return "".join(out), len(data)
        out.append(data[at:next].decode("latin-1"))
        if next + 1 == len(data):
            text, end, reason = None, next + 1, "\\ at end of string"
        else:
            text, end, reason = escaped(data, next + 1)
        if text is None:
            if not final and end == len(data) and reason.startswith(("trunc", "malf", "\\ at")):
                return "".join(out), next
            error = UnicodeDecodeError(encoding, data, next, end, reason)
            text, end = _handle(errors or "strict", error, str, _DECODING_ANSWER)
            end = _position(end, len(data))
        out.append(text)
        at = end
    return "".join(out), len(data)


def _unicode_escape_decode(data, errors=None, final=True, /):
    return _decode_escapes(data, errors, final, "unicodeescape", _escaped)


def _raw_escaped(data, at):
    if data[at] == 0x5c:
        return "\\\\", at + 1, None
    if data[at] not in b"uU":
        return "\\" + chr(data[at]), at + 1, None
    text, end, reason = _escaped(data, at)
    if text is None and reason == "illegal Unicode character":
        reason = "\\Uxxxxxxxx out of range"
    return text, end, reason


def _raw_unicode_escape_decode(data, errors=None, final=True, /):
    return _decode_escapes(data, errors, final, "rawunicodeescape", _raw_escaped)


_WRITTEN = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _write_escape(c):
    code = ord(c)
    if c in _WRITTEN:
        return _WRITTEN[c]
    return c if 32 <= code < 127 else _backslash(code)


def _unicode_escape_encode(str, errors=None, /):
    return "".join(map(_write_escape, str)).encode("ascii"), len(str)


def _raw_unicode_escape_encode(str, errors=None, /):
    return "".join(c if ord(c) < 256 else _backslash(ord(c)) for c in str).encode("latin-1"), len(str)


# ---- utf-7, RFC 2152

_DIRECT = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'(),-./:? \t\n\r"
                    b"!\"#$%&*;<=>@[]^_`{|}")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def _shifted(units):
    """UTF-16 in base 64, without padding."""
    bits, count, out = 0, 0, bytearray(b"+")
    for unit in units:
        bits, count = bits << 16 | unit, count + 16
        while count >= 6:
            count -= 6
            out.append(_BASE64[bits >> count & 63])
        bits &= (1 << count) - 1
    if count:
        out.append(_BASE64[bits << 6 - count & 63])
    return out


def _utf_7_encode(text, errors):
    out, at, count = bytearray(), 0, len(text)
    while at < count:
        code = ord(text[at])
        if code in _DIRECT:
            out.append(code)
            at += 1
        elif code == 0x2b:
            out += b"+-"
            at += 1
        else:
            units = []
            while at < count and ord(text[at]) not in _DIRECT:
                code = ord(text[at])
                units += (code,) if code < 0x10000 else (0xd7c0 + (code >> 10), 0xdc00 + (code & 1023))
                at += 1
            out += _shifted(units)
            if at == count or ord(text[at]) in _BASE64 or text[at] == "-":
                out += b"-"
    return bytes(out), count


def _unshifted(data, at):
    """(text, where it ends, why it is wrong) of what follows a +."""
    bits, count, units = 0, 0, []
    while at < len(data) and data[at] in _BASE64:
        bits, count = bits << 6 | _BASE64.index(data[at]), count + 6
        if count >= 16:
            count -= 16
            units.append(bits >> count)
            bits &= (1 << count) - 1
        at += 1
    reason = None
    if count >= 6:
        reason = "partial character in base64 sequence"
    elif bits:
        reason = "non-zero padding bits in base64 sequence"
    text, i = [], 0
    while i < len(units):
        unit = units[i]
        i += 1
        if 0xd800 <= unit < 0xdc00 and i < len(units) and 0xdc00 <= units[i] < 0xe000:
            unit = 0x10000 + (unit - 0xd800 << 10) + units[i] - 0xdc00
            i += 1
        text.append(chr(unit))
    return "".join(text), at, reason


def _utf_7_decode(data, errors, final):
    data = bytes(data)
    out, at, count = [], 0, len(data)
    while at < count:
        byte, start = data[at], at
        if byte != 0x2b:
            at += 1
            if byte < 128:
                out.append(chr(byte))
                continue
            text, reason = "", "unexpected special character"
        elif data[at + 1:at + 2] == b"-":
            out.append("+")
            at += 2
            continue
        else:
            text, at, reason = _unshifted(data, at + 1)
            if at == count:
                if not final:
                    return "".join(out), start
                reason = reason and "unterminated shift sequence"
            elif at == start + 1:
                at += 1
                reason = "ill-formed sequence"
            elif reason is None and data[at] == 0x2d:
                at += 1
        out.append(text)
        if reason:
            error = UnicodeDecodeError("utf7", data, start, at, reason)
            text, at = _handle(errors or "strict", error, str, _DECODING_ANSWER)
            at = _position(at, count)
            out.append(text)
    return "".join(out), count
