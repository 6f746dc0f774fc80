# SPDX-License-Identifier: GPL-3.0-or-later
# A keyword as an attribute.
print("never reached")
x.from = 5
