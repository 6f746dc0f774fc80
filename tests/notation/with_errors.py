# SPDX-License-Identifier: GPL-3.0-or-later
# What with says of things that are no context managers.
class NoExit:
    def __enter__(self):
        print("never entered")
class NoEnter:
    def __exit__(self, *args):
        pass
class BadExit:
    def __enter__(self):
        return self
    def __exit__(self):
        pass
for thing in 5, None, "text", NoExit(), NoEnter():
    try:
        with thing:
            print("never")
    except TypeError as e:
        print(e)
try:
    with BadExit():
        print("body")
except TypeError as e:
    print(e)
class Truthy:
    def __enter__(self):
        return self
    def __exit__(self, *args):
        return [1]
with Truthy():
    raise ValueError
print("swallowed by a true value")
class OnInstance:
    pass
o = OnInstance()
o.__enter__ = lambda: 1
o.__exit__ = lambda *a: None
try:
    with o:
        pass
except TypeError as e:
    print(e)
try:
    with Truthy() as (a, b):
        print("never")
except TypeError as e:
    print(e)
print("end")
