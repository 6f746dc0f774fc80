# A class of a program's own over the class of modules.
import sys

Module = type(sys)


class Lazy(Module):
    made = 0

    def __init__(self, name):
        super().__init__(name, "its doc")
        self.kept = 1

    @property
    def count(self):
        Lazy.made += 1
        return Lazy.made

    def __getattr__(self, name):
        if name == "late":
            return "late"
        raise AttributeError(name)


m = Lazy("m")
print(m.__name__, m.__doc__, m.kept, m.count, m.count, m.late, isinstance(m, Module), type(m).__name__, vars(m).get("kept"))
m.x = 5
print(m.x, "x" in dir(m), hasattr(m, "y"), repr(m))
del m.x
print(hasattr(m, "x"))
sys.modules["m"] = m
import m as again
from m import kept, late
print(again is m, kept, late)
