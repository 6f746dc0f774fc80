# SPDX-License-Identifier: GPL-3.0-or-later
# An f-string with nothing between the braces.
print("never reached")
x = f"{}"
