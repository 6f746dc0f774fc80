# SPDX-License-Identifier: GPL-3.0-or-later
# A tripled string that never ends.
print("never reached")
x = """abc
def
