# SPDX-License-Identifier: GPL-3.0-or-later
# A call after as.
print("never reached")
with x as f():
    pass
