# SPDX-License-Identifier: GPL-3.0-or-later
# What is no pickle, and what cannot be pickled: errors as those of the half in C.
import _pickle
import pickle
for data in (b"x", b"", b"garbage", b"\x80\x05", b"\x80\x04K", b"(lp0", b"\x80\x09.", b"I1\n", b"0.", b"t.", b"R.", b"\x8c\xff", b"j\x00\x00\x00\x00.", b"h\x01.", b"g1\n.", b"}u.", b"e.", b"NN.", b"\xff"):
    try: print(data[:9], pickle.loads(data))
    except Exception as e: print(data[:9], type(e).__name__, e)
print(pickle.Unpickler, pickle.UnpicklingError, pickle.PickleError.__mro__, pickle.UnpicklingError is _pickle.UnpicklingError)
class A:
    def __init__(self): self.x = [1, {2: (3, "é")}, b"x" * 70000, 1.5, None, True, 2**100]
    def __eq__(self, o): return self.x == o.x
for protocol in range(6):
    a = A(); print(protocol, pickle.loads(pickle.dumps(a, protocol)) == a)
for bad in (lambda: 0, A().__init__, type("B", (), {}), (i for i in ()), [lambda: 1]):
    try: print(len(pickle.dumps(bad)))
    except Exception as e:
        import re
        print(type(e), re.sub("0x[0-9a-f]+", "X", str(e)))
def f():
    class L: pass
    return L
try: pickle.dumps(f()())
except Exception as e: print(type(e), e)
import io
u = pickle.Unpickler(io.BytesIO(pickle.dumps(1) + pickle.dumps([2])))
print(u.load(), u.load())
try: u.load()
except EOFError as e: print(repr(e))
class P(pickle.Unpickler):
    def __init__(self): pass
try: P().load()
except Exception as e: print(type(e), e)
class R:
    def __reduce__(self): return [].pop, ()
try: pickle.loads(pickle.dumps(R()))
except Exception as e: print(type(e), e)
