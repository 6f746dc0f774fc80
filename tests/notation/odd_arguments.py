# SPDX-License-Identifier: GPL-3.0-or-later
# What built-in methods say of odd arguments: the order of their checks and their words.
import sys
class Indexed:
    def __index__(self):
        return 2
class BadRepr:
    def __repr__(self):
        return 1
class BadStr:
    def __str__(self):
        return 1
class Class:
    value = 1
def attempt(function):
    try:
        print(repr(function()))
    except BaseException as e:
        print(type(e).__name__, e, e.args)
odd = (None, 0, -1, 256, 2 ** 31, 2 ** 70, 1.5, "x", b"x", (), [], Indexed(), True, Class)
for x in odd:
    for text in ("a\nb\n", b"a\nb\n", bytearray(b"a\nb\n")):
        attempt(lambda: text.splitlines(x))
        attempt(lambda: text.splitlines(keepends=x))
        attempt(lambda: text.find(x, 0, "x"))
        attempt(lambda: text.find(x))
        attempt(lambda: text.count(x, None, 3))
        attempt(lambda: text.replace(x, x))
        attempt(lambda: text.split(x))
        attempt(lambda: text.split(None, x))
        attempt(lambda: text.startswith(x))
        attempt(lambda: text.center(x) and 1) if x is not True and not isinstance(x, int) else None
        attempt(lambda: text.join(x))
        attempt(lambda: text.strip(x))
        attempt(lambda: text[x])
        attempt(lambda: x in text)
    for code in "diouxXeEfgGc":
        attempt(lambda: "%{}".format(code) and ("%" + code) % (x,))
        attempt(lambda: b"%" + code.encode() and (b"%" + code.encode()) % (x,))
    attempt(lambda: int(x))
    attempt(lambda: float(x))
    attempt(lambda: print(*x) if not isinstance(x, (str, bytes, tuple, list)) else 0)
    attempt(lambda: len(*x) if not isinstance(x, (str, bytes, tuple, list)) else 0)
    attempt(lambda: sys.exit(x) if type(x) is not Indexed else 0)
    attempt(lambda: object.__init_subclass__(x))
for callable in (None, 5, "text", 1.5, Class, [].append, len, attempt, lambda: 0):
    for call in (lambda: callable(*5), lambda: callable(**5), lambda: callable(1, 2, 3, 4)):
        try:
            call()
        except TypeError as e:
            print(str(e).split(" at 0x")[0])
attempt(lambda: int(bytearray(b"x")))
attempt(lambda: f"{BadRepr()}")
attempt(lambda: f"{BadRepr()!r}")
attempt(lambda: f"{BadStr()}")
attempt(lambda: str(BadRepr()))
attempt(lambda: "%s" % BadRepr())
attempt(lambda: print(BadRepr()))
for owner, name in ((Class(), "value"), (Class(), "none"), (5, "real"), (5, "none"), ("", "join"), (Class, "none"), (len, "x"), ([], "append")):
    attempt(lambda: delattr(owner, name))
for method in (object.__init__, int.__add__, int.bit_length, [].append, [].__len__, "".__str__, list.append, object().__repr__, dict.fromkeys,
               int.real, list.__reversed__, type.__call__, BaseException.args, len, print, sys.exit):
    print(repr(method).split(" at 0x")[0])
for computed in (range.step, int.real, BaseException.args, slice.start):
    try:
        computed(1)
    except TypeError as e:
        print(str(e).replace("member_descriptor", "getset_descriptor"))
