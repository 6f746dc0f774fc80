# SPDX-License-Identifier: GPL-3.0-or-later
# try with neither except nor finally.
print("never reached")
try:
    pass
x = 1
