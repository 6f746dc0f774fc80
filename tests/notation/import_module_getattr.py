# SPDX-License-Identifier: GPL-3.0-or-later
# A module's own __getattr__ is asked for what it lacks.
import _lazy_names
print(_lazy_names.late, hasattr(_lazy_names, "never"), getattr(_lazy_names, "never", 5))
from _lazy_names import late
print(late)
try:
    _lazy_names.never
except AttributeError as error:
    print(error)
try:
    from _lazy_names import never
except ImportError as error:
    print(str(error).partition(" (")[0])
