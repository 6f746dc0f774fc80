# SPDX-License-Identifier: GPL-3.0-or-later
# Replacement fields nest once only in a format spec.
print("never reached")
x = f"{a:{b:{c}}}"
