# SPDX-License-Identifier: GPL-3.0-or-later
# A line pasted with its prompt.
>>> print("x")
