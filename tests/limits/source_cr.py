# SPDX-License-Identifier: GPL-3.0-or-later
# Lines that end with CR alone.
x = 1if x:    print('cr')print('end')