# SPDX-License-Identifier: GPL-3.0-or-later
# for over everything, with else, break, continue.
for i in range(3):
    print(i, end=" ")
print(i)
for c in "añ€":
    print(c, end=" ")
print()
for b in b"ab":
    print(b, end=" ")
print()
for k in {"x": 1, "y": 2}:
    print(k, end=" ")
print()
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    print(i, a, b)
for x in []:
    print("never")
else:
    print("else of an empty loop")
for x in 1, 2, 3:
    if x == 2:
        break
else:
    print("never")
print(x)
for x in range(5):
    if x % 2 == 0:
        continue
    print(x, end=" ")
else:
    print("else")
for i in range(3):
    for j in range(3):
        if j == 2:
            break
        if i == 1:
            continue
        print(i, j)
for x in range(3):
    x = 10
print(x)
