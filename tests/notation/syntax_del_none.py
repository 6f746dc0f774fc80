# SPDX-License-Identifier: GPL-3.0-or-later
# del of None.
print("never reached")
del None
