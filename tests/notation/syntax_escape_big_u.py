# SPDX-License-Identifier: GPL-3.0-or-later
# \U beyond the last character.
print("never reached")
x = "\U00110000"
