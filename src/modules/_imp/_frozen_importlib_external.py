# SPDX-License-Identifier: GPL-3.0-or-later
# Python's own importlib._bootstrap_external, under the name that importlib's own __init__ looks for. From its end on,
# an import that finds no module in sys.modules asks Python's finders, and so those that a program adds.
import _frozen_importlib as _core
import _imp
import sys

# Where one of these modules is not there, its names are found to be missing when they are used.
_lent = [name for name in ("_io", "_warnings") if _core._borrow(name, None) is None]
for name in _lent:
    sys.modules[name] = type(sys)(name)
exec(_core._library_code("importlib._bootstrap_external"), globals())
for name in _lent:
    del sys.modules[name]
_warnings = _core._warnings
import os as _os # whose listdir is written in the notation


# ---- loading: a module's body is compiled here, and no .pyc is read or written

def _source_code(self, fullname):
    path = self.get_filename(fullname)
    return self.source_to_code(self.get_data(path), path)


def _run_module(self, module):
    code = self.get_code(module.__name__)
    if code is None:
        raise ImportError(f"cannot load module {module.__name__!r} when get_code() returns None")
    _imp._run_body(code, module)


def _file_data(self, path):
    with open(path, "rb") as file:
        return file.read()


SourceLoader.get_code = _source_code
FileLoader.get_data = _file_data
_LoaderBasics.exec_module = _run_module


class CarriedLoader(_LoaderBasics):
    """Of modules that the binary carries."""

    def __init__(self, name):
        self.name = name

    def is_package(self, fullname):
        return _imp._find_carried(fullname)

    def get_code(self, fullname):
        return _imp._get_carried(fullname)

    def get_source(self, fullname):
        return None

    def exec_module(self, module):
        _imp._run_body(self.get_code(module.__name__), module, True)


def _find_carried(name):
    is_package = _imp._find_carried(name)
    if is_package is None:
        return None
    return _core.ModuleSpec(name, CarriedLoader(name), origin="causette", is_package=is_package)


class _PathFinder(PathFinder):
    """What the binary carries of a package goes before the folders, all else that it carries behind them, then the pack of Python's own library."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        parent = fullname.rpartition(".")[0]
        if parent and isinstance(getattr(getattr(sys.modules.get(parent), "__spec__", None), "loader", None), CarriedLoader):
            return _find_carried(fullname)
        spec = super().find_spec(fullname, path, target)
        if not parent and spec is not None and _is_of_library(spec):
            return _find_carried(fullname) or spec
        if not parent and (spec is None or spec.loader is None or isinstance(spec.loader, NamespaceLoader)):
            return _find_carried(fullname) or _find_in_library(fullname) or spec
        return spec


def _is_of_library(spec):
    return bool(_imp._library and spec.origin and spec.origin.startswith(_imp._library + "/"))


def _find_in_library(name):
    """Of a module of Python's own library, whose code is in the pack, whether its file is on this machine or not."""
    found = _imp._find_packed(name)
    if found is None:
        return None
    file, is_package = found
    folders = [_path_split(file)[0]] if is_package else None
    return spec_from_file_location(name, file, loader=PackLoader(name, file), submodule_search_locations=folders)


class PackLoader(SourceFileLoader):
    """Of modules of Python's own library."""

    def get_code(self, fullname):
        return _imp._get_packed(fullname)


class PackFinder:
    """Of a folder of Python's own library: what the pack has of it, then what lies there."""

    def __init__(self, path):
        self.path = path
        self._below = path[len(_imp._library):].strip("/").replace("/", ".")
        self._files = FileFinder(path, *_get_supported_file_loaders())

    def find_spec(self, fullname, target=None):
        last = fullname.rpartition(".")[2]
        spec = _find_in_library(f"{self._below}.{last}" if self._below else last)
        if spec is None or spec.name != fullname:
            return self._files.find_spec(fullname, target)
        return spec

    def invalidate_caches(self):
        self._files.invalidate_caches()

    def iter_modules(self, prefix=""):
        import pkgutil
        above = self._below + "." if self._below else ""
        found = {name[len(above):]: is_package for name, is_package in _imp._packed_names()
                 if name.startswith(above) and "." not in name[len(above):]}
        found.update((name[len(prefix):], is_package) for name, is_package in pkgutil.iter_importer_modules(self._files, prefix))
        return [(prefix + name, is_package) for name, is_package in sorted(found.items())]


def _pack_hook(path):
    """An entry of sys.path that is a folder of the library."""
    if not _imp._library or not (path + "/").startswith(_imp._library + "/"):
        raise ImportError("not of the library", path=path)
    return PackFinder(path)


_PathFinder.__name__ = _PathFinder.__qualname__ = "PathFinder"
PathFinder = _PathFinder


# ---- what has been imported before

def _spec_of(name, module):
    place = vars(module)
    file = place.get("__file__")
    folders = place.get("__path__")
    if _imp.is_builtin(name) == 1 and file is None:
        return _core.ModuleSpec(name, _core.BuiltinImporter, origin="built-in")
    if _imp.is_frozen(name):
        state = type(sys.implementation)(filename=None, origname=None)
        return _core.ModuleSpec(name, _core.FrozenImporter, origin="frozen", loader_state=state)
    if file is not None:
        packed = _imp._find_packed(name)
        kind = PackLoader if packed is not None and packed[0] == file else SourceFileLoader
        return spec_from_file_location(name, file, loader=kind(name, file), submodule_search_locations=folders)
    if _imp._find_carried(name) is not None:
        return _find_carried(name)
    spec = _core.ModuleSpec(name, None, is_package=folders is not None)
    if folders is not None:
        spec.loader = NamespaceLoader(name, folders, PathFinder._get_spec)
        spec.submodule_search_locations = folders
    return spec


def _tell_places():
    for name, module in list(sys.modules.items()):
        if type(module) is type(sys) and "__spec__" not in vars(module):
            spec = _spec_of(name, module)
            module.__spec__ = spec
            module.__loader__ = spec.loader
            if spec.cached is not None:
                module.__cached__ = spec.cached


def _zip_importer():
    """The class; what its module imports comes from no archive: until it is there, none is one."""
    if "zipimport" not in sys.modules:
        module = sys.modules["zipimport"] = type(sys)("zipimport")
        is_lent = _core._borrow("_warnings", None) is None
        if is_lent:
            sys.modules["_warnings"] = _warnings
        try:
            exec(_core._library_code("zipimport"), vars(module))
        except:
            del sys.modules["zipimport"]
            raise
        finally:
            if is_lent:
                del sys.modules["_warnings"]
            for path, finder in list(sys.path_importer_cache.items()):
                if finder is None:
                    del sys.path_importer_cache[path]
    return vars(sys.modules["zipimport"]).get("zipimporter")


def _zip_hook(path):
    """An entry of sys.path that is a file may be an archive."""
    importer = _path_isfile(path) and _zip_importer()
    if not importer:
        raise ImportError("not a file", path=path)
    return importer(path)


for _name in "flags", "builtin_module_names", "pycache_prefix", "_stdlib_dir":
    getattr(sys, _name) # which imports themselves ask for
_core._bootstrap_external = sys.modules[__name__]
_set_bootstrap_module(_core)
sys.path_hooks = [_zip_hook, _pack_hook, FileFinder.path_hook(*_get_supported_file_loaders())]
sys.path_importer_cache = {}
sys.meta_path = [_core.BuiltinImporter, _core.FrozenImporter, PathFinder]
_tell_places()
_imp._set_importer(_core._find_and_load, _core._gcd_import)
