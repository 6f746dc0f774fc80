# SPDX-License-Identifier: GPL-3.0-or-later
# import of nothing.
print("never reached")
import
