# SPDX-License-Identifier: GPL-3.0-or-later
# An uncaught MemoryError.
print("before")
x = [0] * (1 << 60)
