# SPDX-License-Identifier: GPL-3.0-or-later
# An assertion that fails.
x = 5
assert x == 6, f"x is {x}"
