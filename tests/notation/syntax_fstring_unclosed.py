# SPDX-License-Identifier: GPL-3.0-or-later
# An f-string whose brace is never closed.
print("never reached")
x = f"{a"
