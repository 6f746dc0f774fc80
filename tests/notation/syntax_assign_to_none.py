# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to None.
print("never reached")
None = 1
