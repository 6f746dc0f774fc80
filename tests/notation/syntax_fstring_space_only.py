# SPDX-License-Identifier: GPL-3.0-or-later
# Only spaces between the braces.
print("never reached")
x = f"{   }"
