# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to True.
print("never reached")
True = 1
