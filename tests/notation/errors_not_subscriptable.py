# SPDX-License-Identifier: GPL-3.0-or-later
# Subscripts of what has none: reading, writing, deleting.
values = [5, None, 1.5, len, {1}, True, object(), iter([]), zip(), range(3), "abc", (1, 2), b"x", frozenset(),
    lambda: 1, ..., NotImplemented, slice(1)]
for v in values:
    row = []
    try:
        v[0]
        row.append("ok")
    except (TypeError, IndexError) as e:
        row.append(str(e))
    try:
        v[0] = 1
        row.append("ok")
    except TypeError as e:
        row.append(str(e))
    try:
        del v[0]
        row.append("ok")
    except TypeError as e:
        row.append(str(e))
    print(" | ".join(row))
class C: pass
try:
    C[0]
except TypeError as e:
    print(e)
try:
    C()[0:1]
except TypeError as e:
    print(e)
try:
    int["x"]
except TypeError as e:
    print(e)
