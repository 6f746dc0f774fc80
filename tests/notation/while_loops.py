# SPDX-License-Identifier: GPL-3.0-or-later
# while with else, break, continue.
i = 0
while i < 3:
    print(i)
    i += 1
else:
    print("else ran")
while True:
    i -= 1
    if i == 1:
        break
else:
    print("never")
print(i)
while i < 6:
    i += 1
    if i % 2:
        continue
    print("even", i)
while 0:
    print("never")
else:
    print("zero turns")
n = 0
while n < 3:
    m = 0
    while True:
        m += 1
        if m > n:
            break
    print(n, m)
    n += 1
while i: i -= 1
print(i)
