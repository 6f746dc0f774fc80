# SPDX-License-Identifier: GPL-3.0-or-later
# except without try.
print("never reached")
except ValueError:
    pass
