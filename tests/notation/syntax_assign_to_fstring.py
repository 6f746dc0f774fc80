# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to an f-string.
print("never reached")
f"{x}" = 1
