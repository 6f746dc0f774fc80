# SPDX-License-Identifier: GPL-3.0-or-later
# The exec of Python 2.
print("never reached")
exec "x = 1"
