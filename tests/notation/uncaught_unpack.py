# SPDX-License-Identifier: GPL-3.0-or-later
# Too many values.
a, b = [1, 2, 3]
