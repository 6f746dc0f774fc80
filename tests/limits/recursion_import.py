# SPDX-License-Identifier: GPL-3.0-or-later
# A module that recurses while it is imported.
try:
    import _recursing
except RecursionError as e:
    print(type(e).__name__)
try:
    import _recursing
except RecursionError as e:
    print(type(e).__name__, "_recursing" in globals())
