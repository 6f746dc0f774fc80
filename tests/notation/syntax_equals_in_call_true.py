# SPDX-License-Identifier: GPL-3.0-or-later
# True as a keyword.
print("never reached")
f(True=1)
