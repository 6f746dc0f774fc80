# SPDX-License-Identifier: GPL-3.0-or-later
# A while without its colon.
print("never reached")
while True
    pass
