# SPDX-License-Identifier: GPL-3.0-or-later
# A compound statement behind a semicolon.
print("never reached")
x = 1; if x: pass
