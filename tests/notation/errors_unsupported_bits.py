# SPDX-License-Identifier: GPL-3.0-or-later
# << >> & | ^ ~ + - on types that do not have them.
values = [2, 1.5, "s", [1], {1}, None, True, {1: 1}]
def attempt(operation, a, b):
    try:
        return repr(operation(a, b))
    except TypeError as e:
        return str(e)
for a in values:
    for b in values:
        print(attempt(lambda x, y: x << y, a, b), "|", attempt(lambda x, y: x & y, a, b), "|",
            attempt(lambda x, y: x | y, a, b), "|", attempt(lambda x, y: x ^ y, a, b))
for a in values + [b"x", (1,), len]:
    print(attempt(lambda x, y: -x, a, 0), "|", attempt(lambda x, y: +x, a, 0), "|",
        attempt(lambda x, y: ~x, a, 0))
