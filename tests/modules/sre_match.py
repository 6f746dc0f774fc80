# The engine of regular expressions, by codes put together by hand: what matches, where, and which groups.
from _sre_codes import *

word = one_of(spread("a", "z"))
digit = one_of([CATEGORY, 10])


def show(pattern, *texts):
    for given in texts:
        for find in (pattern.match, pattern.fullmatch, pattern.search):
            found = find(given)
            print(ascii(given), found and (found.regs, found.lastindex))
        print(ascii(pattern.findall(given)), ascii(pattern.split(given)))


show(compiled(text("ab")), "ab", "xab", "abab", "", "\u0430ab", "\U0001f600ab")
show(compiled(single(word), text("c")), "abc", "abcabcx", "cc", "\u0430abc")
show(compiled(single(word, 2, 3)), "abcdef", "a")
show(compiled(single([ANY], op=MIN_REPEAT_ONE), text("b")), "aab\nb", "\nb")
show(compiled(single(word, op=POSSESSIVE_ONE), text("c")), "abc", "abc1c")
show(compiled(group(1, loop(group(2, either(text("a"), text("bc"), [])))), groups=2), "abcab", "bcbcx", "")
show(compiled(loop(group(1, word), 2, 3, MIN_UNTIL), text("d"), groups=1), "abcd", "ad", "abd")
show(compiled(group(1, single(word, 1)), text("-"), [GROUPREF, 0], groups=1), "ab-ab", "xab-ab", "ab-a")
show(compiled(loop(group(1, text("a")), 0, 1), if_group(1, text("b"), text("c")), groups=1), "ab", "ac", "c", "b")
show(compiled(loop(group(1, text("a")), 0, 1), if_group(1, text("b")), groups=1), "ab", "ac", "")
show(compiled(look(text("ab")), word), "ab", "ba")
show(compiled(look(text("a"), 1), word), "ab", "ba")
show(compiled(look(text("a"), 1, ASSERT_NOT), word), "ab", "ba")
show(compiled(look(group(1, text("a")), 0, ASSERT_NOT), word, groups=1), "ab", "ba")
show(compiled(once(either(text("a"), text("ab"))), text("c")), "abc", "ac")
show(compiled(run(group(1, either(text("ab"), text("a")))), text("ab"), groups=1), "ababab", "aab", "abaab")
show(compiled(run(group(1, either(text("ab"), text("a"))), 2, 2), text("b"), groups=1), "aabb", "abab")
show(compiled([AT, 0], digit), "1", "a1", "\u0661")
show(compiled([AT, 10], single(digit, 1), [AT, 10]), "a 12 b3", "12", "\u0661\u0662")
show(compiled(digit, [AT, 5]), "1\n", "1\n\n", "21")
show(compiled([LITERAL_IGNORE, ord("k")]), "kK\u212a")
show(compiled([LITERAL_UNI_IGNORE, ord("k")]), "kK\u212a")
show(compiled(one_of([NEGATE], spread("\u0430", "\u044f"), op=IN_UNI_IGNORE)), "\u0430\u0411x")
show(compiled(loop(loop(text("a"), 0, MANY, MIN_UNTIL))), "aaa", "b")
show(compiled([ANY_ALL], source=b"bytes", flags=0), b"a\n", bytearray(b"xyz"))

names = compiled(group(1, text("a")), loop(group(2, text("b")), 0, 1), groups=2, names={"x": 1, "y": 2})
found = names.match("ac")
print(found.group("x"), found.group(1, "y", 0), found["y"], found.groups(), found.groups(7), found.groupdict())
print(found.groupdict("-"), found.lastgroup, found.span("x"), found.start(2), found.end(), found.string)
print(found.re is names, found.pos, found.endpos, names.search("xxab", 1, 3).span(), names.groupindex)
print(found, names.pattern, names.flags, names.groups, repr(names))
print(names == compiled(group(1, text("a")), loop(group(2, text("b")), 0, 1), groups=2, names={"x": 1, "y": 2}))
print(names == compiled(text("a")), names.__copy__() is names, found.__deepcopy__({}) is found)


class Number:
    def __index__(self):
        return 1


print(found.group(Number()), found.group(0, Number()), found[Number()], names.match("ab", Number()))
scanner = names.scanner("abaab")
print(scanner.pattern is names, scanner.match(), scanner.search(), scanner.match(), scanner.match(), scanner.search())
print([m.span() for m in names.finditer("abaab")], [m.span() for m in compiled([]).finditer("ab")])
print(compiled(text("b")).sub("-", "abcb", 1), compiled(text("b")).subn(lambda m: m.group() * 2, "abcb"))
print(compiled([]).sub("-", "ab"), compiled(text("b")).sub(lambda m: None, "abc"), compiled(group(1, text("b")), groups=1).split("abc"))
for wrong in (
    lambda: found.group(3),
    lambda: found.group("z"),
    lambda: found.start(1.5),
    lambda: names.match(3),
    lambda: names.match(b"a"),
    lambda: compiled([ANY], source=b"").match("a"),
    lambda: names.match("a", "b"),
    lambda: names.match(),
    lambda: names.sub(lambda m: 3, "ab"),
    lambda: type(names)(),
    lambda: names < names,
):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
array = bytearray(b"abc")
iterator = compiled([ANY], source=b"").finditer(array)
next(iterator)
try:
    array.append(1)
except BufferError as error:
    print("BufferError", error)
