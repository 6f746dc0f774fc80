# refused: type() with three arguments
# SPDX-License-Identifier: GPL-3.0-or-later
# A class made by a call of type.
print("before")
T = type("T", (), {"x": 5})
