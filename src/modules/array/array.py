# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrays of numbers or characters of one kind."""
from _array import ArrayType, array, typecodes
from _array import _array_reconstructor as _reconstruct
from _collections_abc import MutableSequence

MutableSequence.register(array)


def _array_reconstructor(arraytype, typecode, mformat_code, items, /):
    """An array from what a pickle has."""
    return _reconstruct(arraytype, typecode, mformat_code, items)


del MutableSequence
