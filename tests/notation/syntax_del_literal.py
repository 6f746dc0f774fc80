# SPDX-License-Identifier: GPL-3.0-or-later
# del of a number.
print("never reached")
del 1
