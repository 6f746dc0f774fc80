# SPDX-License-Identifier: GPL-3.0-or-later
# return outside a function.
print("never reached")
return 1
