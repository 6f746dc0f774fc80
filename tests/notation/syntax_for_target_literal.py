# SPDX-License-Identifier: GPL-3.0-or-later
# A number after for.
print("never reached")
for 1 in x:
    pass
