# SPDX-License-Identifier: GPL-3.0-or-later
# A block whose last line has no end.
for i in range(2):
    print(i)