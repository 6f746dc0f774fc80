# SPDX-License-Identifier: GPL-3.0-or-later
# A step of True is 1; a step of nothing is told before what is assigned.
for start, stop, step in ((0, 2, True), (0, 2, 1), (0, 2, 2), (0, 2, 0), (1, None, False), (None, None, -1)):
    for value in (5, "ab", iter([9])):
        x = list(range(6))
        try:
            x[start:stop:step] = value
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
        print(x)
