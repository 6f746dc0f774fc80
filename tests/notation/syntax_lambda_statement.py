# SPDX-License-Identifier: GPL-3.0-or-later
# A statement in a lambda.
print("never reached")
f = lambda: return 1
