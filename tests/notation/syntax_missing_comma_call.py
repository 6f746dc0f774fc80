# SPDX-License-Identifier: GPL-3.0-or-later
# A missing comma in a call.
print("never reached")
print("a" 5)
