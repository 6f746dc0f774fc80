# A module's own __getattr__ and __dir__ (PEP 562).
import _module_hooks as m
from _module_hooks import lazy


def told(function):
    try:
        return function()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


print(lazy, m.here, m.lazy, m._asked[-1])
print(told(lambda: m.nothing), told(lambda: m.broken), hasattr(m, "lazy"), hasattr(m, "none"), getattr(m, "none", 7))
print(dir(m))
try:
    from _module_hooks import absent
except ImportError as e:
    print(str(e).partition(" (")[0])
m.lazy = 5
print(m.lazy)
del m.__getattr__
print(told(lambda: m.nothing))
del m.__dir__
print("here" in dir(m), "__name__" in dir(m))
