# refused: except*
# SPDX-License-Identifier: GPL-3.0-or-later
# Exception groups are not in the notation.
print("never reached")
try:
    pass
except* ValueError:
    pass
