# SPDX-License-Identifier: GPL-3.0-or-later
# The print of Python 2.
print("never reached")
print "hello"
