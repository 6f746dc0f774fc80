# SPDX-License-Identifier: GPL-3.0-or-later
# in not instead of not in.
print("never reached")
x = 1 in not [1]
