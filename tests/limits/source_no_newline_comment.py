# SPDX-License-Identifier: GPL-3.0-or-later
# A comment without an end.
print(1)
# the end