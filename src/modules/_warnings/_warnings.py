# SPDX-License-Identifier: GPL-3.0-or-later
"""_warnings: what Python's warnings has in C: which warnings are shown, and which are errors.

See https://docs.python.org/3.11/library/warnings.html. Nobody sees the frames of this module, as nobody sees those of C.
"""

import _operator as operator
import sys

filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
_defaultaction = "default"
_onceregistry = {}

_version = [0]  # of the filters: a registry of another one has forgotten everything


def _filters_mutated():
    _version[0] += 1


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    filename, lineno, module, registry = _context(stacklevel)
    _warn(message, category, filename, lineno, module, registry, source)


def warn_explicit(message, category, filename, lineno, module=..., registry=None, module_globals=None, source=None):
    if module_globals is not None and not isinstance(module_globals, dict):
        raise TypeError(f"module_globals must be a dict, not '{type(module_globals).__name__}'")
    if not isinstance(filename, str):
        kind = "None" if filename is None else type(filename).__name__
        raise TypeError(f"warn_explicit() argument 3 must be str, not {kind}")
    lineno = operator.index(lineno)
    if module is ...:
        module = filename or "<unknown>"
        if module.endswith(".py"):
            module = module[:-3]
    if isinstance(message, Warning):
        category = type(message)
    _warn(message, category, filename, lineno, module, registry, source)


def _is_internal(frame):
    name = frame.f_code.co_filename
    return "importlib" in name and "_bootstrap" in name


# The place that a warning is about: so many callers up, and import's own do not count.
def _context(level):
    frame = sys._getframe(2)
    plain = level <= 0 or _is_internal(frame)
    while level > 1 and frame is not None:
        frame = frame.f_back
        while not plain and frame is not None and _is_internal(frame):
            frame = frame.f_back
        level -= 1
    names = sys.__dict__ if frame is None else frame.f_globals
    filename, lineno = ("sys", 1) if frame is None else (frame.f_code.co_filename, frame.f_lineno)
    registry = names.get("__warningregistry__")
    if registry is None:
        registry = names["__warningregistry__"] = {}
    module = names.get("__name__", "<string>")
    if not (module is None or isinstance(module, str)):
        module = "<string>"
    return filename, lineno, module, registry


_seen = {"filters": filters, "defaultaction": _defaultaction, "onceregistry": _onceregistry}


# Programs put lists of their own into the module warnings. What was there last stays.
def _setting(name):
    _seen[name] = getattr(sys.modules.get("warnings"), name, _seen[name])
    return _seen[name]


def _matches(pattern, text):
    if pattern is None:
        return True
    if type(pattern) is str:
        return pattern == text
    return bool(pattern.match(text))


def _find_action(text, category, lineno, module):
    rows = _setting("filters")
    if not isinstance(rows, list):
        raise ValueError("_warnings.filters must be a list")
    for i, row in enumerate(rows):
        if not isinstance(row, tuple) or len(row) != 5:
            raise ValueError(f"_warnings.filters item {i} isn't a 5-tuple")
        action, message, kind, place, line = row
        if not isinstance(action, str):
            raise TypeError(f"action must be a string, not '{type(action).__name__}'")
        if (_matches(message, text) and issubclass(category, kind) and _matches(place, module)
                and (line == 0 or line == lineno)):
            return action, row
    action = _setting("defaultaction")
    if not isinstance(action, str):
        raise TypeError(f"_warnings.defaultaction must be a string, not '{type(action).__name__}'")
    return action, None


def _once():
    registry = _setting("onceregistry")
    if not isinstance(registry, dict):
        raise TypeError(f"_warnings.onceregistry must be a dict, not '{type(registry).__name__}'")
    return registry


# Whether the registry knows it; if `adds`, it does from now on.
def _is_known(registry, key, adds):
    if registry is None:
        return False
    if registry.get("version") != _version[0]:
        registry.clear()
        registry["version"] = _version[0]
    elif registry.get(key):
        return True
    if adds:
        registry[key] = True
    return False


def _warn(message, category, filename, lineno, module, registry, source):
    if module is None:
        return
    if registry is not None and not isinstance(registry, dict):
        raise TypeError("'registry' must be a dict or None")
    text = str(message) if isinstance(message, Warning) else message
    if text is message:
        message = category(message)
    key = text, category, lineno
    if _is_known(registry, key, False):
        return
    action, row = _find_action(text, category, lineno, module)
    if action == "error":
        raise message
    if action == "ignore":
        return
    known = False
    if action != "always":
        if registry is not None:
            registry[key] = True
        if action == "once":
            known = _is_known(_once() if registry is None else registry, (text, category), True)
        elif action == "module":
            known = _is_known(registry, (text, category), True)
        elif action != "default":
            raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {row!r}")
    if not known:
        _show(message, text, category, filename, lineno, source)


def _show(message, text, category, filename, lineno, source):
    warnings = sys.modules.get("warnings")
    show = getattr(warnings, "_showwarnmsg", None)
    if show is None:
        sys.stderr.write(f"{filename}:{lineno}: {category.__name__}: {text}\n")
        return
    if not callable(show):
        raise TypeError("warnings._showwarnmsg() must be set to a callable")
    show(warnings.WarningMessage(message, category, filename, lineno, None, None, source))
