# gc lists objects that a program can look at, and none that only the interpreter knows.
import gc
import re
import threading

pattern = re.compile("a(b)")
looking = pattern.finditer("abab")
next(looking)
kinds = [type(thing) for thing in gc.get_objects()]
print(all(isinstance(kind, type) for kind in kinds), dict in kinds)
print(all(isinstance(type(thing), type) for thing in gc.get_referents(looking, pattern, kinds, threading)))
