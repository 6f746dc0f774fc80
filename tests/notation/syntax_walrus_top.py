# SPDX-License-Identifier: GPL-3.0-or-later
# := unparenthesised at the top of a statement.
print("never reached")
x := 1
