# SPDX-License-Identifier: GPL-3.0-or-later
# nonlocal at module level.
print("never reached")
nonlocal x
