# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to not x.
print("never reached")
not x = 1
