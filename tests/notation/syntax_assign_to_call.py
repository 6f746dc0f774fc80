# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to a call.
print("never reached")
f() = 1
