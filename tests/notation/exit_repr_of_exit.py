# SPDX-License-Identifier: GPL-3.0-or-later
# exit and quit tell how to leave.
print(exit)
print(quit)
print(repr(exit))
