# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of files, taken apart and put together.

See https://docs.python.org/3.11/library/os.path.html
"""
import posix

sep = "/"
curdir = "."
pardir = ".."
extsep = "."
altsep = None
pathsep = ":"


def _check(path):
    if isinstance(path, (str, bytes)):
        return path
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


def _sep(path):
    return b"/" if isinstance(_check(path), bytes) else "/"


def normcase(s):
    return _check(s)


def isabs(s):
    return s.startswith(_sep(s))


def join(a, *p):
    sep = _sep(a)
    path = a
    for b in p:
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
    sep = _sep(p)
    dot = b"." if isinstance(p, bytes) else "."
    start = p.rfind(sep) + 1
    at = p.rfind(dot)
    if at > start and p[start:at].strip(dot):
        return p[:at], p[at:]
    return p, p[:0]


def splitdrive(p):
    return p[:0], _check(p)


def normpath(path):
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
    if not isabs(path):
        cwd = posix.getcwd()
        path = join(cwd.encode() if isinstance(path, bytes) else cwd, path)
    return normpath(path)


realpath = abspath


def exists(path):
    return posix._kind(path) is not None


lexists = exists


def isfile(path):
    return posix._kind(path) == "file"


def isdir(s):
    return posix._kind(s) == "dir"


def islink(path):
    return posix._is_link(path)


def getsize(filename):
    return posix._size(filename)


def expanduser(path):
    if not path.startswith("~"):
        return path
    import os
    home = os.environ.get("HOME")
    end = path.find("/", 1)
    if home is None or (end if end >= 0 else len(path)) != 1:
        return path
    return (home.rstrip("/") + path[1:]) or "/"


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def relpath(path, start="."):
    if not path:
        raise ValueError("no path specified")
    have = [part for part in abspath(start).split("/") if part]
    want = [part for part in abspath(path).split("/") if part]
    same = len(commonprefix([have, want]))
    parts = [".."] * (len(have) - same) + want[same:]
    return join(*parts) if parts else "."
