# SPDX-License-Identifier: GPL-3.0-or-later
# An unknown conversion in an f-string.
print("never reached")
x = f"{a!x}"
