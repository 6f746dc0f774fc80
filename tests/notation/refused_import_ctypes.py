# refused: ctypes
# SPDX-License-Identifier: GPL-3.0-or-later
# Foreign functions are not in the notation.
print("before")
import ctypes
