# SPDX-License-Identifier: GPL-3.0-or-later
"""What causette has and Python has not.

throwaway_certificate() makes a certificate and the authority that signed it, for a lesson or a test of TLS.
"""
from collections import namedtuple as _namedtuple

__all__ = ["throwaway_certificate"]

_MARK = "Made by causette for a lesson or a test: nobody should trust it.\n"
_ALLOWED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_*:")

Throwaway = _namedtuple("Throwaway", "certificate key authority")
Throwaway.__doc__ = "The files of a throwaway certificate."


def throwaway_certificate(name="localhost", *names, folder="", days=30):
    """Make a certificate for a server (or a client) of this name, and of other names and addresses.

    It writes NAME.pem and NAME.key, and authority.pem for those who are to trust it, into the folder, and gives the
    names of the three files. "localhost" is valid for 127.0.0.1 and ::1 too. Files of an earlier call are replaced, any
    other file of that name is left alone: FileExistsError.
    """
    import os
    import _throwaway
    names = (name, *names)
    for one in names:
        if not isinstance(one, str):
            raise TypeError(f"a name must be str, not {type(one).__name__}")
        if not one or len(one) > 64 or not _ALLOWED.issuperset(one):
            raise ValueError(f"{one!r} is no name of a host")
    if not isinstance(days, int):
        raise TypeError(f"days must be int, not {type(days).__name__}")
    if not 0 < days <= 36500:
        raise ValueError("days must be from 1 to 36500")
    if "localhost" in names:
        names += tuple(address for address in ("127.0.0.1", "::1") if address not in names)
    stem = os.path.join(folder, name.replace("*", "any").replace(":", "-"))
    paths = Throwaway(stem + ".pem", stem + ".key", os.path.join(folder, "authority.pem"))
    for path in paths:
        _check_ours(path)
    for path, text in zip(paths, _throwaway.make(names, days)):
        mode = 0o600 if path == paths.key else 0o644
        with open(path, "w", encoding="ascii", opener=lambda path, flags: os.open(path, flags, mode)) as file:
            file.write(_MARK + text)
    return paths


def _check_ours(path):
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            if file.readline() == _MARK:
                return
    except FileNotFoundError:
        return
    import errno
    raise FileExistsError(errno.EEXIST, "it was not made by throwaway_certificate", path)
