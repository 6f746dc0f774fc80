# SPDX-License-Identifier: GPL-3.0-or-later
# KeyError shows the repr of its key.
{"a": 1}["it's"]
