# SPDX-License-Identifier: GPL-3.0-or-later
# The same keyword twice in a call.
print("never reached")
f(a=1, a=2)
