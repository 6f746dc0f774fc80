# SPDX-License-Identifier: GPL-3.0-or-later
# Letters beyond ASCII in a bytes literal.
print("never reached")
x = b"Comment ça va ?"
