# SPDX-License-Identifier: GPL-3.0-or-later
# \U wants eight digits.
print("never reached")
x = "\U0001F60"
