# SPDX-License-Identifier: GPL-3.0-or-later
# The f-string's own quote inside its expression.
print("never reached")
x = f"{d["k"]}"
