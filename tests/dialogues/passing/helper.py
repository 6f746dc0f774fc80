# SPDX-License-Identifier: GPL-3.0-or-later
def double(x):
    return 2 * x
