# SPDX-License-Identifier: GPL-3.0-or-later
# A trailing comma without parentheses.
print("never reached")
from sys import argv,
