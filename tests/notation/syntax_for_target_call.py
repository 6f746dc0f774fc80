# SPDX-License-Identifier: GPL-3.0-or-later
# A call after for.
print("never reached")
for f() in x:
    pass
