# SPDX-License-Identifier: GPL-3.0-or-later
# A captured variable that has no value yet, or no more.
def before():
    def inner():
        return later
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    later = 1
    return inner()
print(before())
def deleted():
    x = 1
    def inner():
        return x
    del x
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    x = 2
    return inner()
print(deleted())
def own():
    x = 1
    def inner():
        return x
    del x
    try:
        return x
    except NameError as e:
        print(type(e).__name__, e)
own()
def unbound():
    try:
        y += 1
    except UnboundLocalError as e:
        print(e)
    y = 5
    return y
print(unbound())
