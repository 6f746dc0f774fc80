# SPDX-License-Identifier: GPL-3.0-or-later
# A starred expression inside arithmetic.
print("never reached")
print(1 + *x)
