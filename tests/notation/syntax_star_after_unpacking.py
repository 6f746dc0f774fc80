# SPDX-License-Identifier: GPL-3.0-or-later
# * behind **.
print("never reached")
f(**a, *b)
