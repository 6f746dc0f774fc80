# __del__ of classes over every built-in layout runs once, when nothing names the object any more.
import functools
import gc
import io
import threading
import types
import weakref

bases = (object, int, str, bytes, tuple, list, dict, set, frozenset, bytearray, float, complex, Exception, OSError, KeyError,
         functools.partial, types.SimpleNamespace, io.RawIOBase, io.BufferedIOBase, io.TextIOBase, io.BytesIO, io.StringIO, weakref.ref,
         types.ModuleType, property, classmethod, threading.local)
needs = {functools.partial: (print,), weakref.ref: (gc.collect.__class__,), types.ModuleType: ("module",), classmethod: (print,)}
for base in bases:
    for slots in None, ("more",):
        if slots and base in (int, bytes, tuple, types.ModuleType, threading.local):
            continue
        names = {"__del__": lambda self: print("end of", type(self).__name__)}
        if slots:
            names["__slots__"] = slots
        made = type(f"{base.__name__}{len(slots or ())}", (base,), names)
        thing = made(*needs.get(base, ()))
        if slots:
            thing.more = [thing]
            del thing.more[:]
        del thing
        cycle = made(*needs.get(base, ()))
        if not slots and base not in (int, str, bytes, bytearray, float, complex, threading.local):
            cycle.own = cycle
            del cycle
            gc.collect()


class Again(Exception):
    def __del__(self):
        global kept
        kept = self
        print("comes back")


again = Again("x")
del again
print(kept.args)
del kept
print("once")


class Failing(OSError):
    def __del__(self):
        print("failing", self.errno)


try:
    raise Failing(2, "no such thing")
except Failing:
    pass
print("after")
