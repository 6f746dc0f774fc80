# SPDX-License-Identifier: GPL-3.0-or-later
# A number cannot be annotated.
print("never reached")
1: int = 2
