# SPDX-License-Identifier: GPL-3.0-or-later
# break outside a loop.
print("never reached")
break
