# SPDX-License-Identifier: GPL-3.0-or-later
# An 8 in an octal number.
print("never reached")
x = 0o18
