# SPDX-License-Identifier: GPL-3.0-or-later
# A bare except must come last.
print("never reached")
try:
    pass
except:
    pass
except ValueError:
    pass
