# SPDX-License-Identifier: GPL-3.0-or-later
# Printing what UTF-8 cannot hold.
print("before")
print("\ud800")
