# SPDX-License-Identifier: GPL-3.0-or-later
# The wrong closer on a later line names the line of the opener.
print("never reached")
x = [1,
     2,
     3)
