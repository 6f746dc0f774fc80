# SPDX-License-Identifier: GPL-3.0-or-later
# A positional argument behind a keyword.
print("never reached")
f(a=1, 2)
