#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""python_names.py OUTPUT.c: what the python3 that runs this has, as the table of src/base/python_names.h.

Asked are its lists alone: of modules, of the names in its modules and classes that are written in C or that causette
writes itself, of encodings.
"""

import contextlib
import encodings.aliases
import importlib
import io
import pathlib
import pkgutil
import sys
import sysconfig

# Written in the notation or in C here, in Python there.
OURS = ("codecs", "contextvars", "csv", "hashlib", "io", "json", "multiprocessing", "os", "queue", "select", "signal", "socket",
        "struct", "threading")
# Of Python on other systems alone.
ELSEWHERE = {"_msi", "_overlapped", "_scproxy", "_winapi", "msilib", "msvcrt", "nt", "winreg", "winsound"}
LEFT_OUT = ("_ast", "_ctypes", "_curses", "_curses_panel", "_dbm", "_gdbm", "_lsprof", "_multiprocessing", "_sqlite3",
            "_tkinter", "_tokenize")


def names_of_c_modules():
    folder = sysconfig.get_config_var("DESTSHARED") or ""
    there = {module.name for module in pkgutil.iter_modules([folder])} | set(sys.builtin_module_names)
    return sorted((there & sys.stdlib_module_names | set(OURS)) - set(LEFT_OUT))


def modules():
    for name in names_of_c_modules():
        # What prints when it is imported, or cannot be.
        with contextlib.suppress(ImportError, OSError), contextlib.redirect_stdout(io.StringIO()):
            yield name, importlib.import_module(name)


def plain(names):
    return {name for name in names if name.isascii() and name.isidentifier()}


def own_names(kind):
    """What it adds to its bases; a class that is one with a private one beneath it, in Python's own C, adds that too."""
    names = set()
    for base in kind.__mro__:
        if base is kind or base.__module__.startswith("_"):
            names |= set(vars(base))
    return {name for name in plain(names) if not hasattr(object, name)}


def owners_of(name, module):
    names = plain(dir(module))
    names |= {each.name for each in pkgutil.iter_modules(getattr(module, "__path__", ()))}
    if name == "builtins":
        yield name, names
    elif not name.startswith("_"):
        yield name, {each for each in names if not each.startswith("__")}
    for kind in (getattr(module, each, None) for each in names):
        if isinstance(kind, type):
            yield f"{kind.__module__}.{kind.__qualname__}", own_names(kind)


def table():
    owners = {"import": set(sys.stdlib_module_names - ELSEWHERE), "elsewhere": set(ELSEWHERE)}
    aliases = encodings.aliases.aliases
    files = {module.name for module in pkgutil.iter_modules(encodings.__path__)} - {"aliases"}
    owners["encode"] = files | set(aliases) | set(aliases.values())
    for name, module in modules():
        owners.update(owners_of(name, module))
    return {owner: names for owner, names in sorted(owners.items()) if names}


def main(output):
    lines = ["/* Made by tools/python_names.py. */\n", '#include "base/python_names.h"\n\n',
             "const PythonNames python_names[] = {\n"]
    found = table()
    for owner, names in found.items():
        lines.append(f'    {{ "{owner}",\n      "')
        # A string's parts, for compilers that take lines of so many characters only.
        words = sorted(names)
        lines.append('"\n      "'.join(" " + " ".join(words[i:i + 12]) for i in range(0, len(words), 12)) + ' " },\n')
    lines.append(f"}};\nconst size_t python_names_count = {len(found)};\n")
    pathlib.Path(output).write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
