# SPDX-License-Identifier: GPL-3.0-or-later
# A keyword as a variable.
print("never reached")
class = 5
