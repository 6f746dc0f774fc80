# SPDX-License-Identifier: GPL-3.0-or-later
# finally and except run while the stack unwinds.
count = 0
def f():
    global count
    try:
        f()
    finally:
        count += 1
try:
    f()
except RecursionError:
    print(900 < count <= 1000)
caught = 0
def g(n):
    global caught
    try:
        g(n + 1)
    except RecursionError:
        caught += 1
        if n > 500:
            raise
g(0)
print(caught > 100)
class M:
    exits = 0
    def __enter__(self):
        return self
    def __exit__(self, *args):
        M.exits += 1
def h():
    with M():
        h()
try:
    h()
except RecursionError:
    print(M.exits > 100)
