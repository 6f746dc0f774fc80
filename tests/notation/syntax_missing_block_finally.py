# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing indented after finally.
print("never reached")
try:
    pass
finally:
pass
