# SPDX-License-Identifier: GPL-3.0-or-later
# An operator with nothing before it.
print("never reached")
x = * 2 / 3
