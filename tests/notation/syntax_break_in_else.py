# SPDX-License-Identifier: GPL-3.0-or-later
# The else of a loop is outside it.
print("never reached")
while 0:
    pass
else:
    break
