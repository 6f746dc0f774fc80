# SPDX-License-Identifier: GPL-3.0-or-later
# Which warnings are shown, what their registry remembers, and whose line they name.
import sys
import warnings
import _warnings
print(_warnings.filters == warnings.filters, _warnings.filters[0], warnings.warn is _warnings.warn, warnings.defaultaction)
def show(message, category, filename, line, file=None, text=None):
    print("shown", category.__name__, message, filename.rpartition("/")[2], line)
warnings.showwarning = show
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def emit(level=1, *what): warnings.warn(*(what or ("text",)), stacklevel=level)
for action in "default", "always", "module", "once", "ignore", "error", "nonsense":
    warnings.resetwarnings()
    globals().pop("__warningregistry__", None)
    if action == "nonsense": warnings.filters.insert(0, (action, None, Warning, None, 0))
    else: warnings.simplefilter(action)
    print("--", action)
    for i in range(2): t(lambda: emit())
    t(lambda: emit(2))
    t(lambda: warnings.warn("text"))
    print({key: value for key, value in globals().get("__warningregistry__", {}).items() if key != "version"})
warnings.resetwarnings()
for level in -1, 0, 1, 2, 3, 4, 99: emit(level, f"level {level}")
t(lambda: warnings.warn("x", 3))
t(lambda: warnings.warn("x", int))
t(lambda: warnings.warn(DeprecationWarning("of itself"), UserWarning))
t(lambda: warnings.warn("with source", ResourceWarning, source=t))
t(lambda: warnings.warn_explicit("text", UserWarning, "a.py", 3))
t(lambda: warnings.warn_explicit("text", UserWarning, "a.py", 3, registry=3))
t(lambda: warnings.warn_explicit("text", UserWarning, None, 3))
t(lambda: warnings.warn_explicit("text", UserWarning, "a.py", "x"))
t(lambda: warnings.warn_explicit("text", UserWarning, "a.py", 3, module=None))
registry = {}
for i in range(3): warnings.warn_explicit("again", UserWarning, "b.py", i // 2, "module", registry)
print(sorted((key, value) for key, value in registry.items() if key != "version"))
warnings.filterwarnings("error", message="ab.*c", category=RuntimeWarning, module="m", lineno=4)
for message, category, module, line in (("abxc", RuntimeWarning, "m", 4), ("abxc", RuntimeWarning, "n", 4),
                                        ("abx", RuntimeWarning, "m", 4), ("abxc", UserWarning, "m", 4),
                                        ("abxc", RuntimeWarning, "m", 5)):
    t(lambda: warnings.warn_explicit(message, category, "f", line, module))
warnings.filters = [(1, 2)]
t(emit)
warnings.filters = 3
t(emit)
del warnings.filters
t(emit)
