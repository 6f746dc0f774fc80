# SPDX-License-Identifier: GPL-3.0-or-later
# __repr__, __str__, __format__, __bytes__.
class R:
    def __repr__(self): return "<R>"
class S:
    def __str__(self): return "str of S"
    def __repr__(self): return "repr of S"
class F(S):
    def __format__(self, spec): return "formatted[%s]" % spec
print(R(), str(R()), repr(R()), [R()], {"k": R()}, (S(),), f"{R()} {S()} {S()!r}")
print("%s %r %a" % (S(), S(), S()), "{} {!r}".format(S(), S()))
print(f"{F()} {F():>10} {F()!s:>10}|", format(F(), "abc"), "{:xyz}".format(F()), str(F()))
print(format(R()), f"{R()}")
class B:
    def __bytes__(self): return b"as bytes"
print(bytes(B()))
class BadRepr:
    def __repr__(self): return 5
class BadStr:
    def __str__(self): return None
class BadFormat:
    def __format__(self, spec): return 5
class Raises:
    def __repr__(self): raise ValueError("in repr")
class BadBytes:
    def __bytes__(self): return "text"
for f in (lambda: repr(BadRepr())), (lambda: str(BadStr())), (lambda: f"{BadFormat()}"), (lambda: repr([Raises()])), \
        (lambda: print(BadStr())), (lambda: format(R(),
            ">5")), (lambda: f"{S():d}"), (lambda: bytes(BadBytes())):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class NoRepr:
    pass
print(repr(NoRepr())[:26], str(NoRepr)[:8], NoRepr)
