# SPDX-License-Identifier: GPL-3.0-or-later
# A dict whose second item has no colon.
print("never reached")
x = {"a": 1, "b"}
