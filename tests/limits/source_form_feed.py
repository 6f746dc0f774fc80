# SPDX-License-Identifier: GPL-3.0-or-later
# Form feeds between lines.
x = 1

if x:
    print('form feed')
print('end')
