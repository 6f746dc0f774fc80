# SPDX-License-Identifier: GPL-3.0-or-later
# Deep tuples of classes.
types = (int,)
for _ in range(200):
    types = (types,)
print(isinstance(5, types), isinstance("x", types), issubclass(bool, types))
for _ in range(100000):
    types = (types,)
for test in [lambda: isinstance("x", types), lambda: issubclass(str, types)]:
    try:
        print(test())
    except RecursionError as e:
        print(type(e).__name__)
def startswith():
    return "abc".startswith(("x", "ab"))
print(startswith())
