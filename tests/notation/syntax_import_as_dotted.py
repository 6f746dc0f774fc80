# SPDX-License-Identifier: GPL-3.0-or-later
# as wants a plain name.
print("never reached")
import os as a.b
