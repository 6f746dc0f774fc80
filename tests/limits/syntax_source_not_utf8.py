# status-only
# SPDX-License-Identifier: GPL-3.0-or-later
# A byte that is not UTF-8 in a string.
print("never reached")
x = 'café'
