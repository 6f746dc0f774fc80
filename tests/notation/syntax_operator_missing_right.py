# SPDX-License-Identifier: GPL-3.0-or-later
# An operator with nothing behind it.
print("never reached")
x = 1 +
