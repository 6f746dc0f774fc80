# SPDX-License-Identifier: GPL-3.0-or-later
# Only single targets can be annotated.
print("never reached")
a, b: int = 1
