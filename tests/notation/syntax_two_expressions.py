# SPDX-License-Identifier: GPL-3.0-or-later
# Two expressions on a line.
print("never reached")
a b
