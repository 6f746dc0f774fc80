# SPDX-License-Identifier: GPL-3.0-or-later
# A name that nothing is like.
print("start")
completely_unknown_thing
