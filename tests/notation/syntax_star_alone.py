# SPDX-License-Identifier: GPL-3.0-or-later
# A starred target must be in a list or tuple.
print("never reached")
*a = x
