# SPDX-License-Identifier: GPL-3.0-or-later
# \x wants two digits in bytes too.
print("never reached")
x = b"\x4"
