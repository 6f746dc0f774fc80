# SPDX-License-Identifier: GPL-3.0-or-later
# := cannot target an item.
print("never reached")
(x[0] := 1)
