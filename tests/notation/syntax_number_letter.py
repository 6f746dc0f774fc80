# SPDX-License-Identifier: GPL-3.0-or-later
# A name that begins with a digit.
print("never reached")
1abc = 5
