# SPDX-License-Identifier: GPL-3.0-or-later
# An empty subscript.
print("never reached")
x[]
