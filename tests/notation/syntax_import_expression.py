# SPDX-License-Identifier: GPL-3.0-or-later
# import of a string.
print("never reached")
import "sys"
