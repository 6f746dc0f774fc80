# SPDX-License-Identifier: GPL-3.0-or-later
# bytes of four exabytes.
print("before")
x = bytes(1 << 62)
