# SPDX-License-Identifier: GPL-3.0-or-later
# return, break and continue leave a with block through __exit__.
class Manager:
    def __enter__(self):
        print("enter")
        return self
    def __exit__(self, *args):
        print("exit", args[0])
def f():
    with Manager():
        return "value"
print(f())
for i in range(3):
    with Manager():
        if i == 0:
            continue
        print("body", i)
        break
def g():
    for i in range(2):
        try:
            with Manager() as m:
                return i
        finally:
            print("finally")
print(g())
class Raises(Manager):
    def __exit__(self, *args):
        raise KeyError("from exit")
try:
    with Raises():
        raise ValueError("from body")
except KeyError as e:
    print(repr(e), repr(e.__context__))
class FailsToEnter(Manager):
    def __enter__(self):
        raise ValueError("enter failed")
try:
    with Manager(), FailsToEnter():
        print("never")
except ValueError as e:
    print(e)
