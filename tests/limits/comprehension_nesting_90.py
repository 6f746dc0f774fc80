# SPDX-License-Identifier: GPL-3.0-or-later
# Comprehensions nested 90 deep.
x = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['x'
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
    for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]] for a in [0]]
print(x)
