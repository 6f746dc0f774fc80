# SPDX-License-Identifier: GPL-3.0-or-later
# A with without its colon.
print("never reached")
with open as f
    pass
