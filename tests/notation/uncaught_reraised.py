# SPDX-License-Identifier: GPL-3.0-or-later
# An exception raised again after being kept.
saved = None
try:
    [][5]
except IndexError as e:
    saved = e
print(saved)
raise saved
