# SPDX-License-Identifier: GPL-3.0-or-later
# A missing comma between items.
print("never reached")
x = {"a": 1 "b": 2}
