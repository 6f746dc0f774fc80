# SPDX-License-Identifier: GPL-3.0-or-later
# A module that prints when it is loaded.
print("loading as", __name__)
count = 0
def bump():
    global count
    count += 1
    return count
print("loaded")
