# SPDX-License-Identifier: GPL-3.0-or-later
"""The classes of Python's datetime, which is written in Python as a whole: it finds nothing here, all others find its classes.

See https://docs.python.org/3.11/library/datetime.html
"""
import sys


def _is_asked_by_datetime():
    frame = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__") != "datetime":
        frame = frame.f_back
    return frame is not None and frame.f_code.co_name == "<module>"


if _is_asked_by_datetime():
    raise ImportError("datetime is to keep its own classes")
_self = sys.modules.pop(__name__) # datetime asks for it anew
try:
    import datetime
finally:
    sys.modules[__name__] = _self
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
