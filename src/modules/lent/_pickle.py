# SPDX-License-Identifier: GPL-3.0-or-later
"""What pickle takes from its half in C. It asks at its end; before that, and when others ask, its own classes are not there yet."""
import sys

import _lent

if not hasattr(sys.modules.get("pickle"), "_Unpickler"):
    _lent.borrow(__name__, "pickle")
from _pickled import PickleError, Pickler, PicklingError, Unpickler, UnpicklingError, dump, dumps, load, loads
