# SPDX-License-Identifier: GPL-3.0-or-later
# del of a starred expression.
print("never reached")
del *a
