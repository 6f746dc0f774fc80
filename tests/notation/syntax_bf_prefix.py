# SPDX-License-Identifier: GPL-3.0-or-later
# There is no bf prefix.
print("never reached")
x = bf"a"
