# SPDX-License-Identifier: GPL-3.0-or-later
# A statement that begins with a semicolon.
print("never reached")
; x = 1
