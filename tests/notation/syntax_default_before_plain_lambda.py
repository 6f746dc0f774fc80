# SPDX-License-Identifier: GPL-3.0-or-later
# The same in a lambda.
print("never reached")
f = lambda a=1, b: 1
