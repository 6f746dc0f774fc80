# SPDX-License-Identifier: GPL-3.0-or-later
__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]

from _struct import calcsize, pack, pack_into, unpack, unpack_from, iter_unpack, Struct, error, _clearcache, __doc__
