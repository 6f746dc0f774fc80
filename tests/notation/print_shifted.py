# SPDX-License-Identifier: GPL-3.0-or-later
# print >> file, as Python 2 wrote it.
import sys

for attempt in (lambda: print >> sys.stderr, lambda: print >> 5, lambda: max >> 5, lambda: print << 5, lambda: 5 >> print):
    try:
        attempt()
    except TypeError as error:
        print(str(error).replace("_io.", ""))


class Right:
    def __rrshift__(self, other):
        return "right"


print(print >> Right())
