# SPDX-License-Identifier: GPL-3.0-or-later
# args: one 'two words' -x --long=5 '' é
# sys.argv holds what the command line gave.
import sys
print(len(sys.argv), sys.argv[0], sys.argv[1:])
for i, a in enumerate(sys.argv[1:], 1):
    print(i, repr(a), len(a))
sys.argv.append("more")
print(sys.argv[-1], type(sys.argv).__name__)
