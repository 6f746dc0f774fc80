# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing indented after a class.
print("never reached")
class C:
x = 1
