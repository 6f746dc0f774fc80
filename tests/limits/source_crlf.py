# SPDX-License-Identifier: GPL-3.0-or-later
# Lines that end with CR LF.
if 1:
    x = '''a
b'''
    print(repr(x))
print(1 + \
  2)
