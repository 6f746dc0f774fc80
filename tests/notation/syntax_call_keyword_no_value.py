# SPDX-License-Identifier: GPL-3.0-or-later
# A keyword without a value.
print("never reached")
f(a=)
