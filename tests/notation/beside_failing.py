# SPDX-License-Identifier: GPL-3.0-or-later
# A module that fails in its middle when imported.
before = 1
if __name__ != "__main__":
    raise ValueError("module failed")
print("fine as a program")
