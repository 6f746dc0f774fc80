# SPDX-License-Identifier: GPL-3.0-or-later
# Augmented assignment to a call.
print("never reached")
f() += 1
