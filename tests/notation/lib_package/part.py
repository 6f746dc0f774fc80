# SPDX-License-Identifier: GPL-3.0-or-later
# A module of the package.
value = "a part"
