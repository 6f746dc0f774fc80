# SPDX-License-Identifier: GPL-3.0-or-later
# A lone starred expression as the value of an assignment.
print("never reached")
x = *y
