# SPDX-License-Identifier: GPL-3.0-or-later
# An import from __future__ that is not at the beginning.
print("never reached")
from __future__ import braces
