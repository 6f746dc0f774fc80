# SPDX-License-Identifier: GPL-3.0-or-later
# A decorator with nothing to decorate.
print("never reached")
@f
x = 1
