# SPDX-License-Identifier: GPL-3.0-or-later
# del of a call.
print("never reached")
del f()
