# SPDX-License-Identifier: GPL-3.0-or-later
# := cannot rebind the variable of its comprehension.
print("never reached")
[i := 0 for i in range(3)]
