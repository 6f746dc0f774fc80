# SPDX-License-Identifier: GPL-3.0-or-later
# := cannot stand in the iterable of a comprehension.
print("never reached")
[i for i in (j := range(3))]
