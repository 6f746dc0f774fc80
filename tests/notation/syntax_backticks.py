# SPDX-License-Identifier: GPL-3.0-or-later
# The backticks of Python 2.
print("never reached")
x = `1`
