# SPDX-License-Identifier: GPL-3.0-or-later
# * / // % ** between types that do not go together.
values = [2, 1.5, "s", b"b", [1], (1,), {1: 1}, None]
def attempt(operation, a, b):
    try:
        operation(a, b)
    except TypeError as e:
        return str(e)
    return "ok"
for a in values:
    for b in values:
        print(attempt(lambda x, y: x * y, a, b), "|", attempt(lambda x, y: x / y, a, b), "|",
            attempt(lambda x, y: x ** y, a, b))
for b in values:
    print(attempt(lambda x, y: x % y, 5, b), "|", attempt(lambda x, y: x // y, None, b), "|",
        attempt(lambda x, y: x % y, None, b), "|", attempt(lambda x, y: x @ y, b, b))
