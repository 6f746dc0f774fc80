# SPDX-License-Identifier: GPL-3.0-or-later
# A list display cannot be annotated.
print("never reached")
[a]: int
