# SPDX-License-Identifier: GPL-3.0-or-later
# Groups in groups, deeper than calls may be.
group = TypeError("leaf")
for i in range(5000):
    group = ExceptionGroup("deep", [group])

try:
    group.split(TypeError)
except RecursionError as error:
    print(error)
try:
    group.subgroup(lambda error: False)
except RecursionError:
    print("too deep")


def takes():
    try:
        raise group
    except* TypeError:
        print("taken")


try:
    takes()
except RecursionError as error:
    print(error)
print(str(group), len(group.exceptions))
del group
print("freed")

wide = ExceptionGroup("wide", [ValueError(i) if i % 2 else TypeError(i) for i in range(20000)])
part, rest = wide.split(ValueError)
print(part, rest)
