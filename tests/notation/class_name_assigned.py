# SPDX-License-Identifier: GPL-3.0-or-later
# A class that is given another name has it in every message, and where its instances are printed.
class A: pass
A.__name__ = "B"
a = A()
print(repr(a)[:20], type(a).__name__, A.__qualname__)
for f in (lambda: a+1, lambda: a.x, lambda: len(a), lambda: a[0], lambda: a(), lambda: hash(a) and {}[a], lambda: int(a), lambda: A(1), lambda: iter(a), lambda: a < a, lambda: -a, lambda: sum([a, a]), lambda: "".join([a]), lambda: b"".join([a]), lambda: [1][a], lambda: sorted([a, a]), lambda: "%d" % a, lambda: f"{a:d}", lambda: bytes(a), lambda: round(a), lambda: a @ a, lambda: "x" in a, lambda: A.y, lambda: isinstance(1, a)):
    try: f()
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
class L(list): pass
L.__name__ = "M"
l = L()
for f in (lambda: l+1, lambda: l.x, lambda: {l}, lambda: l(), lambda: l < 1, lambda: l["a"], lambda: 1 @ l, lambda: int(l)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
class E(Exception): pass
E.__name__ = "F"
try: raise E(1)
except E as e: print(repr(e))
class S(set): pass
S.__name__ = "T"
print(S([1]), repr(S()))
class B(bytearray): pass
B.__name__ = "BB"
print(B(b"x"), [B()])
class H: pass
for H.__module__ in "elsewhere", "builtins", "__main__", 5, None:
    print(H, repr(H()).split(" at ")[0], H.__module__)
E.__module__ = "elsewhere"
raise E(2)
