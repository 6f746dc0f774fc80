# SPDX-License-Identifier: GPL-3.0-or-later
# The closing parenthesis of a call is missing, and a statement follows.
print("never reached")
print("x"
if 1:
    pass
