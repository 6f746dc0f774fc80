# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to a string.
print("never reached")
"a" = 1
