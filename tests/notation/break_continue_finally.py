# SPDX-License-Identifier: GPL-3.0-or-later
# break and continue pass through finally.
for i in range(4):
    try:
        if i == 1:
            continue
        if i == 3:
            break
        print("body", i)
    finally:
        print("finally", i)
else:
    print("never")
while True:
    try:
        try:
            break
        finally:
            print("inner")
    finally:
        print("outer")
for i in range(2):
    try:
        1 / 0
    except ZeroDivisionError:
        print("handled", i)
        continue
    finally:
        print("last", i)
for i in range(3):
    try:
        raise ValueError
    except ValueError:
        break
    finally:
        print("after break", i)
def f():
    for i in range(3):
        try:
            return i
        finally:
            print("on the way out")
print(f())
