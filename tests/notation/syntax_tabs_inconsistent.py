# SPDX-License-Identifier: GPL-3.0-or-later
# A deeper block that is deeper only for some widths of a tab.
print("never reached")
if 1:
	if 1:
        x = 1
