# SPDX-License-Identifier: GPL-3.0-or-later
# elif behind else.
print("never reached")
if 1:
    pass
else:
    pass
elif 2:
    pass
