# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing indented after else.
print("never reached")
if 1:
    pass
else:
print("x")
