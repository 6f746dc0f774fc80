# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of files, taken apart and put together.

See https://docs.python.org/3.11/library/os.path.html
"""
from posix import fspath as _fspath
import posix

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix", "getsize", "getmtime",
           "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount", "expanduser", "expandvars", "normpath",
           "abspath", "samefile", "sameopenfile", "samestat", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull",
           "realpath", "supports_unicode_filenames", "relpath", "commonpath"]
sep = "/"
curdir = "."
pardir = ".."
extsep = "."
altsep = None
pathsep = ":"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
supports_unicode_filenames = False


def _sep(path):
    return b"/" if isinstance(path, bytes) else "/"


# What is wrong with paths that do not go together.
def _mixed(function, *paths):
    for path in paths:
        if not isinstance(path, (str, bytes)):
            raise TypeError(f"{function}() argument must be str, bytes, or os.PathLike object, not {type(path).__name__!r}") from None
    if len({isinstance(path, bytes) for path in paths}) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    return _fspath(s)


def isabs(s):
    s = _fspath(s)
    return s.startswith(_sep(s))


def join(a, *p):
    a = _fspath(a)
    sep = _sep(a)
    path = a
    try:
        for b in map(_fspath, p):
            if b.startswith(sep):
                path = b
            elif not path or path.endswith(sep):
                path += b
            else:
                path += sep + b
    except (TypeError, AttributeError, BytesWarning):
        _mixed("join", a, *p)
        raise
    return path


def split(p):
    p = _fspath(p)
    sep = _sep(p)
    i = p.rfind(sep) + 1
    head, tail = p[:i], p[i:]
    if head and head != sep * len(head):
        head = head.rstrip(sep)
    return head, tail


def basename(p):
    p = _fspath(p)
    return p[p.rfind(_sep(p)) + 1:]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _fspath(p)
    dot = b"." if isinstance(p, bytes) else "."
    start = p.rfind(_sep(p)) + 1
    at = p.rfind(dot)
    if at > start and p[start:at].strip(dot):
        return p[:at], p[at:]
    return p, p[:0]


def splitdrive(p):
    p = _fspath(p)
    return p[:0], p


def normpath(path):
    path = _fspath(path)
    sep = _sep(path)
    dot = b"." if isinstance(path, bytes) else "."
    if not path:
        return dot
    slashes = 0
    if path.startswith(sep):
        slashes = 2 if path.startswith(sep * 2) and not path.startswith(sep * 3) else 1
    parts = []
    for part in path.split(sep):
        if not part or part == dot:
            continue
        if part != dot * 2 or (not slashes and not parts) or (parts and parts[-1] == dot * 2):
            parts.append(part)
        elif parts:
            parts.pop()
    return (sep * slashes + sep.join(parts)) or dot


def abspath(path):
    path = _fspath(path)
    if not isabs(path):
        import os  # whose functions a program may have replaced
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


# Links are followed part by part. A link that leads back to itself ends the search; the rest is then as it was given.
def realpath(filename, *, strict=False):
    filename = _fspath(filename)
    sep = _sep(filename)
    dot = b"." if isinstance(filename, bytes) else "."
    path = filename[:0] if not isabs(filename) else sep
    rest = filename.split(sep)[::-1]
    seen = {}
    while rest:
        name = rest.pop()
        if name is None:
            seen[rest.pop()] = path
            continue
        if not name or name == dot:
            continue
        if name == dot * 2:
            if not path:
                path = dot * 2
            elif basename(path) == dot * 2:
                path = join(path, name)
            elif path != sep:
                path = dirname(path)
            continue
        full = join(path, name)
        try:
            target = posix.readlink(full) if islink(full) else posix.lstat(full) and None if strict else None
        except OSError:
            if strict:
                raise
            target = None
        if target is None:
            path = full
        elif full not in seen:
            seen[full] = None
            rest += [full, None]
            if target.startswith(sep):
                path = sep
            rest += target.split(sep)[::-1]
        elif seen[full] is not None:
            path = seen[full]
        elif strict:
            posix.stat(full)
        else:
            return abspath(join(full, *_without_marks(rest[::-1])))
    return abspath(path)


# Of the parts still to be walked those that are parts: behind a None stands the link whose end it marks.
def _without_marks(rest):
    parts = iter(rest)
    for part in parts:
        if part is None:
            next(parts)
        else:
            yield part


def exists(path):
    return posix._kind(path) is not None


def lexists(path):
    try:
        posix.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def isfile(path):
    return posix._kind(path) == "file"


def isdir(s):
    return posix._kind(s) == "dir"


def islink(path):
    try:
        return posix.lstat(path).st_mode & 0o170000 == 0o120000
    except (OSError, ValueError, AttributeError):
        return False


def ismount(path):
    import os
    try:
        here = os.lstat(path)
    except (OSError, ValueError):
        return False
    if here.st_mode & 0o170000 == 0o120000:
        return False
    path = _fspath(path)
    above = realpath(join(path, b".." if isinstance(path, bytes) else ".."))
    try:
        there = os.lstat(above)
    except (OSError, ValueError):
        return False
    return here.st_dev != there.st_dev or here.st_ino == there.st_ino


def getsize(filename):
    return posix.stat(filename).st_size


def getmtime(filename):
    return posix.stat(filename).st_mtime


def getatime(filename):
    return posix.stat(filename).st_atime


def getctime(filename):
    return posix.stat(filename).st_ctime


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    return samestat(posix.stat(f1), posix.stat(f2))


def sameopenfile(fp1, fp2):
    return samestat(posix.fstat(fp1), posix.fstat(fp2))


def _home(user):
    import os
    if not user and "HOME" in os.environ:
        return os.environ["HOME"]
    try:
        import pwd
        return pwd.getpwnam(user).pw_dir if user else pwd.getpwuid(posix.getuid()).pw_dir
    except (ImportError, KeyError):
        return None


def expanduser(path):
    path = _fspath(path)
    sep = _sep(path)
    tilde = b"~" if isinstance(path, bytes) else "~"
    if not path.startswith(tilde):
        return path
    end = path.find(sep, 1)
    end = len(path) if end < 0 else end
    user = path[1:end]
    home = _home(user.decode("utf-8", "surrogateescape") if isinstance(path, bytes) else user)
    if home is None:
        return path
    if isinstance(path, bytes):
        home = home.encode("utf-8", "surrogateescape")
    return (home.rstrip(sep) + path[end:]) or sep


# Where the name of a variable ends, which begins at i.
def _name_end(text, i):
    word = "_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    while i < len(text) and text[i] in word:
        i += 1
    return i


def expandvars(path):
    import os
    path = _fspath(path)
    if isinstance(path, bytes):
        return expandvars(path.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    i = 0
    while (i := path.find("$", i)) >= 0:
        if path.startswith("{", i + 1):
            name, end = i + 2, path.find("}", i + 2)
            behind = end + 1
        else:
            name = i + 1
            end = behind = _name_end(path, name)
        if end <= name - (path[name - 1] == "{") or path[name:end] not in os.environ:
            i += 1
            continue
        value = os.environ[path[name:end]]
        path = path[:i] + value + path[behind:]
        i += len(value)
    return path


def commonprefix(m):
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(_fspath, m))
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = _fspath(path)
    sep = _sep(path)
    dot = b"." if isinstance(path, bytes) else "."
    start = dot if start is None else _fspath(start)
    try:
        have = [part for part in abspath(start).split(sep) if part]
        want = [part for part in abspath(path).split(sep) if part]
        same = len(commonprefix([have, want]))
        parts = [dot * 2] * (len(have) - same) + want[same:]
        return join(*parts) if parts else dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        _mixed("relpath", path, start)
        raise


def commonpath(paths):
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = tuple(map(_fspath, paths))
    sep = _sep(paths[0])
    dot = b"." if isinstance(paths[0], bytes) else "."
    try:
        split = [[part for part in path.split(sep) if part and part != dot] for path in paths]
        try:
            is_absolute, = {path.startswith(sep) for path in paths}
        except ValueError:
            raise ValueError("Can't mix absolute and relative paths") from None
    except (TypeError, AttributeError):
        _mixed("commonpath", *paths)
        raise
    low, high = min(split), max(split)
    same = next((i for i, part in enumerate(low) if part != high[i]), len(low))
    return (sep if is_absolute else sep[:0]) + sep.join(low[:same])
