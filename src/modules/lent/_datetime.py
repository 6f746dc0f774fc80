# SPDX-License-Identifier: GPL-3.0-or-later
"""The classes of Python's datetime. See https://docs.python.org/3.11/library/datetime.html"""
import _lent

_lent.borrow(__name__, "datetime")
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
