# SPDX-License-Identifier: GPL-3.0-or-later
# A string as a keyword.
print("never reached")
dict("a"=1)
