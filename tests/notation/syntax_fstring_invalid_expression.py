# SPDX-License-Identifier: GPL-3.0-or-later
# Bad syntax inside an f-string.
print("never reached")
x = f"{a b}"
