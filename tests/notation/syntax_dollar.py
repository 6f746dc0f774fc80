# SPDX-License-Identifier: GPL-3.0-or-later
# $ is not in the language.
print("never reached")
$x = 1
