# SPDX-License-Identifier: GPL-3.0-or-later
# A positional argument behind **.
print("never reached")
f(**a, 2)
