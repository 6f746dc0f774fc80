# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing indented after an if.
print("never reached")
if 1:
print("x")
