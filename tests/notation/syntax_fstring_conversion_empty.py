# SPDX-License-Identifier: GPL-3.0-or-later
# A conversion with no letter.
print("never reached")
x = f"{a!}"
