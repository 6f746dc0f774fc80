# SPDX-License-Identifier: GPL-3.0-or-later
# The same parameter twice in a lambda.
print("never reached")
f = lambda x, x: 1
