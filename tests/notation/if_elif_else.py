# SPDX-License-Identifier: GPL-3.0-or-later
# Branches, nested and chained.
def kind(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        if n % 2:
            return "small odd"
        else:
            return "small even"
    else:
        return "large"
for n in -1, 0, 3, 4, 10:
    print(n, kind(n))
if []:
    print("no")
elif "":
    print("no")
elif 0.0:
    print("no")
else:
    print("all false")
if 1: print("one line")
if 0: print("no"); print("no either")
else: print("else on one line")
if True:
    pass
if (1 and
        2):
    print("continued condition")
