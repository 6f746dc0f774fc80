# SPDX-License-Identifier: GPL-3.0-or-later
# A for without its colon.
print("never reached")
for x in [1]
    pass
