# SPDX-License-Identifier: GPL-3.0-or-later
# ** inside a list.
print("never reached")
x = [**y]
