# SPDX-License-Identifier: GPL-3.0-or-later
# The raise of Python 2.
print("never reached")
raise ValueError, "text"
