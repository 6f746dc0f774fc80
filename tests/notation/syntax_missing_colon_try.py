# SPDX-License-Identifier: GPL-3.0-or-later
# A try without its colon.
print("never reached")
try
    pass
except:
    pass
