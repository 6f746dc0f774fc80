# SPDX-License-Identifier: GPL-3.0-or-later
#!/usr/bin/env python3
# comments, also after code and inside brackets
# -*- coding: utf-8 -*-
x = 1  # after code
print(x)  # "quotes" in a comment don't matter
s = "# not a comment"
print(s)  ### several
a = [  # open
    1,  # one
    # alone
    2
]  # closed
print(a)
if x:  # on a header
    # first
    print("in")
    # last
#no space
print("# " + "#"); # after a semicolon
# é ü € in a comment
