# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing indented after except.
print("never reached")
try:
    pass
except ValueError:
pass
