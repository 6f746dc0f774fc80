# SPDX-License-Identifier: GPL-3.0-or-later
# The texts of binary operators between types that do not go together.
values = [1, 1.5, "s", b"b", [1], (1,), {1: 1}, {1}, None, len, range(2), True, int]
def attempt(operation, a, b):
    try:
        operation(a, b)
    except TypeError as e:
        return str(e)
    except Exception as e:
        return type(e).__name__
    return "ok"
for a in values:
    for b in values:
        print(attempt(lambda x, y: x + y, a, b), "|", attempt(lambda x, y: x - y, a, b))
