# SPDX-License-Identifier: GPL-3.0-or-later
# What python3 warns of on standard error, and goes on.
print("before")
x = [1]
if False:
    "a"()
    x is 1
    x is not 1, x is None
assert (x, "never fails")
print("after")
