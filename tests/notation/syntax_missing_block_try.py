# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing indented after try.
print("never reached")
try:
pass
except: pass
