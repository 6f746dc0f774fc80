# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing indented after with.
print("never reached")
with x:
pass
