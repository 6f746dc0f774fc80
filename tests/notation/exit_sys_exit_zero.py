# SPDX-License-Identifier: GPL-3.0-or-later
# sys.exit() with nothing, and what stands after it.
import sys
print("before")
sys.exit()
print("never")
