# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing indented after while.
print("never reached")
while 0:
pass
