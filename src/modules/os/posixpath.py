# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of files, taken apart and put together.

See https://docs.python.org/3.11/library/os.path.html
"""
import posix

sep = "/"
curdir = "."
pardir = ".."
extsep = "."
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
altsep = None
pathsep = ":"


_check = posix.fspath


def _sep(path):
    return b"/" if isinstance(_check(path), bytes) else "/"


def normcase(s):
    return _check(s)


def isabs(s):
    s = _check(s)
    return s.startswith(_sep(s))


def join(a, *p):
    a = path = _check(a)
    sep = _sep(a)
    for b in p:
        if hasattr(type(b), "__fspath__"):
            b = _check(b)
        if not isinstance(b, (str, bytes)):
            raise TypeError(f"join() argument must be str, bytes, or os.PathLike object, not {type(b).__name__!r}")
        if isinstance(b, bytes) != isinstance(a, bytes):
            raise TypeError("Can't mix strings and bytes in path components") from None
        if b.startswith(sep):
            path = b
        elif not path or path.endswith(sep):
            path += b
        else:
            path += sep + b
    return path


def split(p):
    p = _check(p)
    sep = _sep(p)
    i = p.rfind(sep) + 1
    head, tail = p[:i], p[i:]
    if head and head != sep * len(head):
        head = head.rstrip(sep)
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _check(p)
    sep = _sep(p)
    dot = b"." if isinstance(p, bytes) else "."
    start = p.rfind(sep) + 1
    at = p.rfind(dot)
    if at > start and p[start:at].strip(dot):
        return p[:at], p[at:]
    return p, p[:0]


def splitdrive(p):
    p = _check(p)
    return p[:0], p


def normpath(path):
    path = _check(path)
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
    path = _check(path)
    if not isabs(path):
        path = join(posix.getcwdb() if isinstance(path, bytes) else posix.getcwd(), path)
    return normpath(path)


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
    return posix._is_link(path)


def getsize(filename):
    return posix._size(filename)


def _home_of(name):
    """The home folder of the user of that name ("": of this one); None: nobody knows."""
    import os
    if not name and "HOME" in os.environ:
        return os.environ["HOME"]
    try:
        import pwd
        return (pwd.getpwnam(name) if name else pwd.getpwuid(os.getuid())).pw_dir
    except (ImportError, KeyError):
        return None


def expanduser(path):
    path = _check(path)
    text = path.decode("utf-8", "surrogateescape") if isinstance(path, bytes) else path
    if not text.startswith("~"):
        return path
    end = text.find("/", 1)
    if end < 0:
        end = len(text)
    home = _home_of(text[1:end])
    if home is None:
        return path
    text = (home.rstrip("/") + text[end:]) or "/"
    return text.encode("utf-8", "surrogateescape") if isinstance(path, bytes) else text


def expandvars(path):
    path = _check(path)
    import os
    values, mark, empty = (os.environb, b"$", b"") if isinstance(path, bytes) else (os.environ, "$", "")
    opening, closing, more = (b"{", b"}", b"_") if isinstance(path, bytes) else ("{", "}", "_")
    out, at = empty, 0
    while True:
        found = path.find(mark, at)
        if found < 0:
            return out + path[at:]
        out += path[at:found]
        end = start = found + 1
        if path[start:start + 1] == opening:
            end = path.find(closing, start)
            name, end = (path[start + 1:end], end + 1) if end > 0 else (empty, start)
        else:
            while path[end:end + 1] == more or (path[end:end + 1].isalnum() and path[end:end + 1].isascii()):
                end += 1
            name = path[start:end]
        out += values[name] if name in values else path[found:end]
        at = end


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


def ismount(path):
    try:
        here = posix.lstat(path)
        if here.st_mode & 0o170000 == 0o120000:
            return False
        path = _check(path)
        up = posix.lstat(realpath(join(path, b".." if isinstance(path, bytes) else "..")))
    except (OSError, ValueError):
        return False
    return here.st_dev != up.st_dev or here.st_ino == up.st_ino


def realpath(filename, *, strict=False):
    filename = _check(filename)
    sep = _sep(filename)
    dot = b"." if isinstance(filename, bytes) else "."
    rest = [part for part in _parts_of(filename, sep)]
    path, seen, links = sep, {}, 0
    rest.reverse()
    while rest:
        part = rest.pop()
        if not part or part == dot:
            continue
        if part == dot * 2:
            path = dirname(path)
            continue
        here = join(path, part)
        try:
            is_link = posix.lstat(here).st_mode & 0o170000 == 0o120000
        except OSError:
            if strict:
                raise
            is_link = False
        if not is_link:
            path = here
            continue
        links += 1
        if links > 40 or here in seen and seen[here] > 8:
            if strict:
                posix.stat(here)
            path = here
            continue
        seen[here] = seen.get(here, 0) + 1
        target = posix.readlink(here)
        if target.startswith(sep):
            path = sep
        rest.extend(reversed(target.split(sep)))
    return path


def _parts_of(path, sep):
    if not path.startswith(sep):
        cwd = posix.getcwdb() if isinstance(path, bytes) else posix.getcwd()
        path = cwd + sep + path
    return path.split(sep)


supports_unicode_filenames = False


def commonprefix(m):
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(_check, m))
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = _check(path)
    sep = _sep(path)
    dot = b"." if isinstance(path, bytes) else "."
    start = dot if start is None else _check(start)
    have = [part for part in abspath(start).split(sep) if part]
    want = [part for part in abspath(path).split(sep) if part]
    same = len(commonprefix([have, want]))
    parts = [dot * 2] * (len(have) - same) + want[same:]
    return join(*parts) if parts else dot


def commonpath(paths):
    paths = tuple(map(_check, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({isinstance(path, bytes) for path in paths}) > 1:
        raise TypeError("Can't mix strings and bytes in path components")
    sep = _sep(paths[0])
    dot = b"." if isinstance(paths[0], bytes) else "."
    if len({path.startswith(sep) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split(sep) if part and part != dot] for path in paths]
    same = commonprefix([min(parts), max(parts)])
    return (sep if paths[0].startswith(sep) else sep[:0]) + sep.join(same)
