# SPDX-License-Identifier: GPL-3.0-or-later
# The last of a chain is the last line.
try:
    1 / 0
except ZeroDivisionError as e:
    raise RuntimeError("second") from e
