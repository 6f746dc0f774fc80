# SPDX-License-Identifier: GPL-3.0-or-later
# Changing what a loop runs over.
a = [1, 2, 3, 4]
for x in a:
    if x == 2:
        a.remove(x)
    print(x, end=" ")
print(a)
a = [1]
for x in a:
    if len(a) < 5:
        a.append(x + 1)
print(a)
d = {"a": 1, "b": 2}
try:
    for k in d:
        d["c"] = 3
except RuntimeError as e:
    print(e)
try:
    for k in d:
        del d[k]
except RuntimeError as e:
    print(e)
d = {"a": 1, "b": 2}
try:
    for k in d:
        del d[k]
        d[k + k] = 1
except RuntimeError as e:
    print(e)
s = {1, 2}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e)
d = {"a": 1, "b": 2}
for k in list(d):
    del d[k]
print(d)
d = {"a": 1, "b": 2}
for k in d:
    d[k] += 10
print(d)
