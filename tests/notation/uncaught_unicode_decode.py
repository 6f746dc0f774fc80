# SPDX-License-Identifier: GPL-3.0-or-later
# A cut character.
print("before")
b"Comment \xc3".decode()
