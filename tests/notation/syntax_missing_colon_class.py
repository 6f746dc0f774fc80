# SPDX-License-Identifier: GPL-3.0-or-later
# A class without its colon.
print("never reached")
class C
    pass
