# SPDX-License-Identifier: GPL-3.0-or-later
# yield outside a function.
print("never reached")
yield 1
