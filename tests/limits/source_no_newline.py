# SPDX-License-Identifier: GPL-3.0-or-later
# A last line without an end.
def f():
    return 'no newline at the end'
print(f())