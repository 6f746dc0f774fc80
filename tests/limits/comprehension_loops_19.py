# SPDX-License-Identifier: GPL-3.0-or-later
# A comprehension of 19 loops.
print([a0+a1+a2+a3+a4+a5+a6+a7+a8+a9+a10+a11+a12+a13+a14+a15+a16+a17+a18
    for a0 in [0]
    for a1 in [1]
    for a2 in [2]
    for a3 in [3]
    for a4 in [4]
    for a5 in [5]
    for a6 in [6]
    for a7 in [7]
    for a8 in [8]
    for a9 in [9]
    for a10 in [10]
    for a11 in [11]
    for a12 in [12]
    for a13 in [13]
    for a14 in [14]
    for a15 in [15]
    for a16 in [16]
    for a17 in [17]
    for a18 in [18]])
