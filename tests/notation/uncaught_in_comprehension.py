# SPDX-License-Identifier: GPL-3.0-or-later
# An error in a comprehension.
print([10 // x for x in [5, 2, 0]])
