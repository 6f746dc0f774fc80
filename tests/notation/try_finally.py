# SPDX-License-Identifier: GPL-3.0-or-later
# finally runs on every way out.
def f(how):
    try:
        print("try", how)
        if how == "return":
            return "returned"
        if how == "raise":
            raise ValueError("v")
        if how == "divide":
            1 / 0
    except ZeroDivisionError:
        print("except")
        return "handled"
    else:
        print("else")
    finally:
        print("finally")
    return "end"
for how in "return", "divide", "plain":
    print(f(how))
try:
    f("raise")
except ValueError as e:
    print("passed on", e)
def override():
    try:
        return 1
    finally:
        return 2
print(override())
def swallow():
    try:
        raise ValueError
    finally:
        return "swallowed"
print(swallow())
def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2
print(value_kept())
def nested():
    try:
        try:
            raise KeyError("k")
        finally:
            print("inner")
    except KeyError:
        print("caught")
    finally:
        print("outer")
nested()
