# SPDX-License-Identifier: GPL-3.0-or-later
# A program that begins with a byte order mark.
print('bom')
