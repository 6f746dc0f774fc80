# SPDX-License-Identifier: GPL-3.0-or-later
# The <> of Python 2.
print("never reached")
print(1 <> 2)
