# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to a dict display.
print("never reached")
{"a": 1} = x
