# SPDX-License-Identifier: GPL-3.0-or-later
# A brace never closed.
print("never reached")
x = {"a": 1
