# SPDX-License-Identifier: GPL-3.0-or-later
# A syntax error after much code stops everything before it.
print("never reached")
def f():
    return 1
print(f())
for i in range(3)
    print(i)
