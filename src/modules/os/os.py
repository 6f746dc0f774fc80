# SPDX-License-Identifier: GPL-3.0-or-later
"""The operating system: processes, the environment, files.

See https://docs.python.org/3.11/library/os.html
"""
from posix import *
from posix import (_affinity, _entries, _environment, _execve, _exit, _putenv, _set_times, _statvfs, _sysconf,
                   _terminal_size, _times, _uname)
import posix
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
error = OSError
sys.modules["os.path"] = path


class _Environ:
    """The environment: `_data` has it as bytes, which environ and environb show."""

    def __init__(self, data, encode, decode):
        self._data, self._encode, self._decode = data, encode, decode

    @property
    def encodekey(self):
        return self._encode

    @property
    def decodekey(self):
        return self._decode

    encodevalue, decodevalue = encodekey, decodekey

    def __getitem__(self, key):
        try:
            return self._decode(self._data[self._encode(key)])
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        key, value = self._encode(key), self._encode(value)
        _putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        name = self._encode(key)
        _putenv(name, None)
        try:
            del self._data[name]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self._decode(key)

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return self._encode(key) in self._data

    def __repr__(self):
        items = ", ".join(f"{key!r}: {value!r}" for key, value in self.items())
        return f"environ({{{items}}})"

    def __eq__(self, other):
        return dict(self.items()) == (dict(other.items()) if isinstance(other, _Environ) else other)

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, (dict, _Environ)):
            return NotImplemented
        return {**dict(self), **dict(other)}

    def __ror__(self, other):
        if not isinstance(other, (dict, _Environ)):
            return NotImplemented
        return {**dict(other), **dict(self)}

    def __ior__(self, other):
        self.update(other)
        return self

    def copy(self):
        return dict(self)

    def keys(self):
        return dict(self.items()).keys()

    def values(self):
        return dict(self.items()).values()

    def items(self):
        return {self._decode(key): self._decode(value) for key, value in self._data.items()}.items()

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default:
            return default[0]
        raise KeyError(key)

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


def _encoded(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return value.encode("utf-8", "surrogateescape")


def _decoded(value):
    return value.decode("utf-8", "surrogateescape")


def _checked_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected, not {type(value).__name__}")
    return value


environ = _Environ({_encoded(key): _encoded(value) for key, value in _environment().items()}, _encoded, _decoded)
environb = _Environ(environ._data, _checked_bytes, lambda value: value)
supports_bytes_environ = True
SEEK_SET, SEEK_CUR, SEEK_END = range(3)
P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(name, value):
    _putenv(name, value)


def unsetenv(name):
    _putenv(name, None)


def getenvb(key, default=None):
    return environb.get(key, default)


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def listdir(path="."):
    return [entry[0] for entry in _entries("." if path is None else path)]


class DirEntry:
    """A name in a folder, with what the folder tells of it."""

    def __init__(self, folder, entry):
        self.name, self._kind, self._inode = entry
        self._folder = folder if isinstance(folder, int) else None
        self.path = self.name if self._folder is not None else path.join(folder, self.name)
        self._stat = self._link_stat = None

    def inode(self):
        return self._inode

    def __fspath__(self):
        return self.path

    def stat(self, *, follow_symlinks=True):
        if follow_symlinks and self.is_symlink():
            if self._stat is None:
                self._stat = posix.stat(self.path, dir_fd=self._folder)
            return self._stat
        if self._link_stat is None:
            self._link_stat = posix.stat(self.path, dir_fd=self._folder, follow_symlinks=False)
        return self._link_stat

    def _is(self, kind, mode, follow_symlinks):
        if self._kind == 0 or self._kind == 10 and follow_symlinks:
            try:
                return self.stat(follow_symlinks=follow_symlinks).st_mode & 0o170000 == mode
            except FileNotFoundError:
                return False
        return self._kind == kind

    def is_dir(self, *, follow_symlinks=True):
        return self._is(4, 0o040000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(8, 0o100000, follow_symlinks)

    def is_symlink(self):
        if self._kind == 0:
            return posix.stat(self.path, dir_fd=self._folder, follow_symlinks=False).st_mode & 0o170000 == 0o120000
        return self._kind == 10

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


DirEntry.__module__ = "posix"


class _ScandirIterator:
    def __init__(self, folder):
        self._folder = folder
        self._left = iter(_entries(folder))

    def __iter__(self):
        return self

    def __next__(self):
        return DirEntry(self._folder, next(self._left))

    def close(self):
        self._left = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def scandir(path=None):
    return _ScandirIterator("." if path is None else path if isinstance(path, int) else fspath(path))


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


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    waiting = [(fspath(top), None)]
    while waiting:
        here, ready = waiting.pop()
        if ready is not None:
            yield ready
            continue
        folders, files, down = [], [], []
        try:
            entries = list(scandir(here))
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        for entry in entries:
            try:
                is_folder = entry.is_dir()
            except OSError:
                is_folder = False
            (folders if is_folder else files).append(entry.name)
            if not topdown and is_folder and (followlinks or not entry.is_symlink()):
                down.append(entry.path)
        if topdown:
            yield here, folders, files
            for name in reversed(folders):
                below = path.join(here, name)
                if followlinks or not path.islink(below):
                    waiting.append((below, None))
        else:
            waiting.append((here, (here, folders, files)))
            waiting.extend((below, None) for below in reversed(down))


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    top = fspath(top)
    before = stat(top, follow_symlinks=False, dir_fd=dir_fd) if not follow_symlinks else None
    try:
        fd = open(top, O_RDONLY | O_NONBLOCK, dir_fd=dir_fd)
    except OSError as error:
        if onerror is not None:
            onerror(error)
            return
        raise
    try:
        if follow_symlinks or (path.samestat(before, fstat(fd)) and before.st_mode & 0o170000 == 0o040000):
            yield from _fwalk(fd, top, topdown, onerror, follow_symlinks)
    finally:
        close(fd)


def _fwalk(fd, top, topdown, onerror, follow_symlinks):
    folders, files = [], []
    for entry in list(scandir(fd)):
        (folders if entry.is_dir() else files).append(entry.name)
    if topdown:
        yield top, folders, files, fd
    for name in folders:
        yield from _fwalk_below(name, path.join(top, name), fd, topdown, onerror, follow_symlinks)
    if not topdown:
        yield top, folders, files, fd


def _fwalk_below(name, top, fd, topdown, onerror, follow_symlinks):
    try:
        before = stat(name, dir_fd=fd, follow_symlinks=follow_symlinks)
        below = open(name, O_RDONLY | O_NONBLOCK, dir_fd=fd)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    try:
        if follow_symlinks or path.samestat(before, fstat(below)):
            yield from _fwalk(below, top, topdown, onerror, follow_symlinks)
    finally:
        close(below)


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    import builtins
    return builtins.open(fd, mode, buffering, encoding, *args, **kwargs)


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    if times is not None and ns is not None:
        raise ValueError("utime: you may specify either 'times' or 'ns' but not both")
    if times is not None and (not isinstance(times, tuple) or len(times) != 2):
        raise TypeError("utime: 'times' must be either a tuple of two ints or None")
    if ns is not None and (not isinstance(ns, tuple) or len(ns) != 2):
        raise TypeError("utime: 'ns' must be a tuple of two ints")
    if times is not None:
        ns = [at * 10 ** 9 if isinstance(at, int) else int(at // 1) * 10 ** 9 + int(at % 1 * 1e9) for at in times]
    access, modification = (None, None) if ns is None else ns
    _set_times(path, access, modification, dir_fd, follow_symlinks)


def uname():
    return uname_result(_uname())


def times():
    return times_result(_times())


def statvfs(path):
    return statvfs_result(_statvfs(path))


def fstatvfs(fd):
    return statvfs(fd)


def get_terminal_size(fd=1):
    return terminal_size(_terminal_size(fd))


def ctermid():
    return "/dev/tty"


def getlogin():
    raise OSError(6, strerror(6))


sysconf_names = {"SC_ARG_MAX": 0, "SC_CHILD_MAX": 1, "SC_CLK_TCK": 2, "SC_NGROUPS_MAX": 3, "SC_OPEN_MAX": 4,
                 "SC_PAGESIZE": 30, "SC_PAGE_SIZE": 30, "SC_IOV_MAX": 60, "SC_NPROCESSORS_CONF": 83,
                 "SC_NPROCESSORS_ONLN": 84, "SC_PHYS_PAGES": 85, "SC_AVPHYS_PAGES": 86}


def sysconf(name, /):
    if isinstance(name, str):
        if name not in sysconf_names:
            raise ValueError("unrecognized configuration name")
        name = sysconf_names[name]
    elif not isinstance(name, int):
        raise TypeError("configuration names must be strings or integers")
    return _sysconf(name)


def sched_getaffinity(pid, /):
    return set(_affinity(pid))


def wait():
    return waitpid(-1, 0)


def lockf(fd, command, len, /):
    import fcntl
    kinds = {F_LOCK: 2, F_TLOCK: 2 | 4, F_ULOCK: 8}
    return fcntl.lockf(fd, kinds[command], len, 0, 1)


def execve(path, argv, env):
    _execve(path, argv, [_assignment(key, value) for key, value in env.items()])


def _assignment(key, value):
    return fsencode(key) + b"=" + fsencode(value)


def execl(file, *args):
    execv(file, args)


def execle(file, *args):
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    execvp(file, args)


def execlpe(file, *args):
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    execvpe(file, args, environ)


def execvpe(file, args, env):
    if path.dirname(file):
        execve(file, args, env)
    problem = None
    for folder in map(fsencode, get_exec_path(env)):
        try:
            execve(path.join(folder, fsencode(file)), args, env)
        except (FileNotFoundError, NotADirectoryError) as error:
            problem = problem or error
            last = error
        except OSError as error:
            problem = last = error
    raise problem or last


def get_exec_path(env=None):
    found = (environ if env is None else env).get("PATH")
    return (defpath if found is None else found).split(pathsep)


def eventfd_read(fd, /):
    return int.from_bytes(read(fd, 8), sys.byteorder)


def eventfd_write(fd, value, /):
    write(fd, value.to_bytes(8, sys.byteorder))


def getrandom(size, flags=0):
    return urandom(size)


class _wrap_close:
    def __init__(self, stream, proc):
        self._stream, self._proc = stream, proc

    def close(self):
        self._stream.close()
        code = self._proc.wait()
        return None if code == 0 else code << 8

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def popen(cmd, mode="r", buffering=-1):
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if mode not in ("r", "w"):
        raise ValueError(f"invalid mode {mode!r}")
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import subprocess
    if mode == "r":
        proc = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE, bufsize=buffering)
        return _wrap_close(proc.stdout, proc)
    proc = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE, bufsize=buffering)
    return _wrap_close(proc.stdin, proc)


supports_dir_fd = {access, chmod, chown, link, lstat, mkdir, mkfifo, open, readlink, rename, replace, rmdir, stat,
                   symlink, unlink, remove, utime}
supports_effective_ids = {access}
supports_fd = {chdir, chmod, chown, listdir, scandir, stat, statvfs, truncate, utime}
supports_follow_symlinks = {access, chmod, chown, link, stat, utime}


def __getattr__(name):
    if name == "PathLike":
        return _path_like()
    raise AttributeError(f"module 'os' has no attribute {name!r}")


def _path_like():
    """os.PathLike is an abstract class, for which abc is read only where somebody wants it."""
    import abc

    class PathLike(abc.ABC):
        """What has __fspath__."""

        __slots__ = ()

        @abc.abstractmethod
        def __fspath__(self):
            raise NotImplementedError

        @classmethod
        def __subclasshook__(cls, subclass):
            if cls is PathLike:
                return hasattr(subclass, "__fspath__")
            return NotImplemented

        __class_getitem__ = classmethod(type(list[int]))

    PathLike.__module__, PathLike.__qualname__ = "os", "PathLike"
    globals()["PathLike"] = PathLike
    return PathLike
