# SPDX-License-Identifier: GPL-3.0-or-later
# A starred expression by itself.
print("never reached")
*x
