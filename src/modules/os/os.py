# SPDX-License-Identifier: GPL-3.0-or-later
"""The operating system: processes, the environment, files.

See https://docs.python.org/3.11/library/os.html
"""
from posix import *
from posix import _environment, _exit, _putenv
import posixpath as path
import sys

name = "posix"
sep = "/"
altsep = None
extsep = "."
curdir = "."
pardir = ".."
pathsep = ":"
linesep = "\n"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1
supports_bytes_environ = True
sys.modules["os.path"] = path

# What few programs need, in _os_more.py, which is read when one of these is first asked for.
_MORE = """PathLike confstr confstr_names device_encoding environb execl execle execlp execlpe execv execve execvp execvpe fdopen fork register_at_fork fpathconf fwalk get_exec_path getenvb pathconf pathconf_names popen posix_spawn posix_spawnp preadv pwritev readv removedirs renames spawnl spawnle spawnlp spawnlpe spawnv spawnve
spawnvp spawnvpe supports_dir_fd supports_effective_ids supports_fd supports_follow_symlinks sysconf sysconf_names system walk
writev _wrap_close _get_exports_list __all__""".split()


def __getattr__(name):
    if name in _MORE:
        import _os_more
        for more in _MORE:
            globals().setdefault(more, getattr(_os_more, more))
        return globals()[name]
    import _imp
    raise AttributeError(f"module 'os' has no attribute {name!r}{_imp._lacking('os', name)}", name=name,
                         obj=sys.modules[__name__])


def __dir__():
    return sorted({*globals(), *_MORE} - {"_MORE"})


# A mapping that changes what programs get that are started. Its data are bytes, so that environb is another view of them.
class _Environ:
    def __init__(self, data, encode, decode):
        self._data = data
        self.encodekey = self.encodevalue = encode
        self.decodekey = self.decodevalue = decode

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key, value = self.encodekey(key), self.encodevalue(value)
        _putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        _putenv(encoded, None)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def __repr__(self):
        items = ", ".join(f"{key!r}: {value!r}" for key, value in self.items())
        return f"environ({{{items}}})"

    def __eq__(self, other):
        return dict(self.items()) == (dict(other.items()) if isinstance(other, _Environ) else other)

    def __or__(self, other):
        return {**self, **other} if isinstance(other, (dict, _Environ)) else NotImplemented

    def __ror__(self, other):
        return {**other, **self} if isinstance(other, (dict, _Environ)) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self

    __hash__ = None

    def copy(self):
        return dict(self)

    def keys(self):
        return dict(self.items()).keys()

    def values(self):
        return dict(self.items()).values()

    def items(self):
        return {key: self[key] for key in self}.items()

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    _no_default = object()

    def pop(self, key, default=_no_default):
        try:
            value = self[key]
        except KeyError:
            if default is self._no_default:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        for key in self:
            del self[key]

    def update(self, other=(), /, **more):
        for key, value in dict(other, **more).items():
            self[key] = value


def _encode(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return value.encode("utf-8", "surrogateescape")


def _decode(value):
    return value.decode("utf-8", "surrogateescape")


environ = _Environ({_encode(key): _encode(value) for key, value in _environment().items()}, _encode, _decode)


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(name, value, /):
    _putenv(name, value)


def unsetenv(name, /):
    _putenv(name, None)


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == (b"." if isinstance(tail, bytes) else "."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def get_terminal_size(fd=1, /):
    import posix
    return terminal_size(posix._terminal_size(fd))
