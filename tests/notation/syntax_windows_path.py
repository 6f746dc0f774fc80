# SPDX-License-Identifier: GPL-3.0-or-later
# A path whose backslash begins an escape.
print("never reached")
x = "C:\Users\me"
