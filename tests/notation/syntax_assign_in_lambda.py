# SPDX-License-Identifier: GPL-3.0-or-later
# Assignment in a lambda.
print("never reached")
f = lambda x: x = 1
