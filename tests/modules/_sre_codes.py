# Codes of regular expressions put together by hand, for tests of the engine alone.
import _sre

SUCCESS, ANY, ANY_ALL, ASSERT, ASSERT_NOT, AT, BRANCH = 1, 2, 3, 4, 5, 6, 7
CATEGORY, GROUPREF, GROUPREF_EXISTS, IN, JUMP, LITERAL, MARK = 8, 11, 12, 13, 15, 16, 17
MAX_UNTIL, MIN_UNTIL, NOT_LITERAL, NEGATE, RANGE, REPEAT, REPEAT_ONE = 18, 19, 20, 21, 22, 23, 24
MIN_REPEAT_ONE, ATOMIC, POSSESSIVE, POSSESSIVE_ONE = 26, 27, 28, 29
LITERAL_IGNORE, IN_IGNORE, LITERAL_UNI_IGNORE, IN_UNI_IGNORE = 32, 31, 40, 39
MANY = _sre.MAXREPEAT


def text(characters):
    codes = []
    for character in characters:
        codes += [LITERAL, ord(character)]
    return codes


def one_of(*parts, op=IN):
    codes = [code for part in parts for code in part] + [0]
    return [op, len(codes) + 1] + codes


def spread(first, last):
    return [RANGE, ord(first), ord(last)]


def group(number, *parts):
    return [MARK, 2 * number - 2] + joined(parts) + [MARK, 2 * number - 1]


def joined(parts):
    return [code for part in parts for code in part]


def single(item, least=0, most=MANY, op=REPEAT_ONE):
    return [op, len(item) + 4, least, most] + item + [SUCCESS]


def loop(body, least=0, most=MANY, until=MAX_UNTIL):
    return [REPEAT, len(body) + 3, least, most] + body + [until]


def run(body, least=0, most=MANY):
    return [POSSESSIVE, len(body) + 3, least, most] + body + [SUCCESS]


def either(*ways):
    codes, jumps = [BRANCH], []
    for way in ways:
        codes += [len(way) + 3] + way + [JUMP, 0]
        jumps.append(len(codes) - 1)
    codes.append(0)
    for at in jumps:
        codes[at] = len(codes) - at
    return codes


def look(body, back=0, op=ASSERT):
    return [op, len(body) + 3, back] + body + [SUCCESS]


def once(body):
    return [ATOMIC, len(body) + 2] + body + [SUCCESS]


def if_group(number, yes, no=None):
    if no is None:
        return [GROUPREF_EXISTS, number - 1, len(yes) + 2] + yes
    return [GROUPREF_EXISTS, number - 1, len(yes) + 4] + yes + [JUMP, len(no) + 1] + no


def compiled(*parts, groups=0, names=None, source="made by hand", flags=32):
    index = names or {}
    by_number = [None] * (groups + 1)
    for name in index:
        by_number[index[name]] = name
    return _sre.compile(source, flags, joined(parts) + [SUCCESS], groups, index, tuple(by_number))
