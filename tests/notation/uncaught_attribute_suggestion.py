# SPDX-License-Identifier: GPL-3.0-or-later
# An attribute that is nearly one of the type.
[].apend(1)
