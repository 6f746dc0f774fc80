# SPDX-License-Identifier: GPL-3.0-or-later
# else without if.
print("never reached")
else:
    pass
