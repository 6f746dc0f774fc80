# SPDX-License-Identifier: GPL-3.0-or-later
# The same inside brackets.
print("never reached")
print(1 if 2)
