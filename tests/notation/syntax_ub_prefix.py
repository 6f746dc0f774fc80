# SPDX-License-Identifier: GPL-3.0-or-later
# There is no ub prefix.
print("never reached")
x = ub"a"
