# SPDX-License-Identifier: GPL-3.0-or-later
# \N with a name that no character has.
print("never reached")
x = "\N{NO SUCH CHARACTER NAME}"
