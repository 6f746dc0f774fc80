# SPDX-License-Identifier: GPL-3.0-or-later
# Tabs and spaces whose order depends on the width of a tab.
print("never reached")
if 1:
        x = 1
	y = 2
