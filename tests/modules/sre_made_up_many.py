# Thousands of made-up lists, and valid ones with a word changed: what is taken runs to an end.
import _sre
from _sre_codes import *

state = 54321


def draw(below):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % below


word = one_of(spread("a", "c"), [CATEGORY, 4])
good = [
    group(1, loop(group(2, either(text("a"), text("bc"), [])), 0, 3)),
    loop(group(1, word), 1, 3, MIN_UNTIL) + text("d"),
    group(1, single(word, 1, 5)) + [GROUPREF, 0] + if_group(1, text("b"), text("c")),
    look(text("ab")) + run(group(1, either(text("ab"), text("a"))), 0, 4) + once(text("a")),
    look(text("b"), 1, ASSERT_NOT) + single([ANY], 0, 3, MIN_REPEAT_ONE) + [AT, 3] + single([ANY_ALL], 1, 2, POSSESSIVE_ONE),
    [14, 8, 1, 1, 3, 1, 1, 97, 0] + text("a") + loop(text("b"), 0, 2),
]
made = refused = 0
for turn in range(6000):
    codes = good[draw(len(good))] + [SUCCESS]
    for change in range(1 + draw(3)):
        what = draw(8)
        at = draw(len(codes))
        if what < 4:
            codes[at] = draw(44)
        elif what < 6:
            codes[at] = (codes[at] + draw(5)) % 40
        elif what < 7 and len(codes) > 2:
            del codes[at]
        else:
            codes.insert(at, draw(44))
    try:
        pattern = _sre.compile("", 0, codes, 2, {}, (None, None, None))
    except RuntimeError:
        refused += 1
        continue
    made += 1
    for given in ("", "abcab", "aabbd\u0430"):
        try:
            pattern.match(given)
            pattern.search(given)
            pattern.findall(given)
        except (MemoryError, RuntimeError, SystemError):
            pass
print(made > 100, refused > 100, made + refused)
