# SPDX-License-Identifier: GPL-3.0-or-later
# Brackets in an f-string that do not match.
print("never reached")
x = f"{(a]}"
