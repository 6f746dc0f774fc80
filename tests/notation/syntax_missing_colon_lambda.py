# SPDX-License-Identifier: GPL-3.0-or-later
# A lambda without its colon.
print("never reached")
f = lambda x x
