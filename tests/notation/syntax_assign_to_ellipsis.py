# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to the ellipsis.
print("never reached")
... = 1
