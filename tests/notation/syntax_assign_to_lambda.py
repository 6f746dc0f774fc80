# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to a lambda.
print("never reached")
lambda: 1 = 2
