# SPDX-License-Identifier: GPL-3.0-or-later
# Recurses endlessly when imported.
def f():
    f()
f()
