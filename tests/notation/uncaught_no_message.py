# SPDX-License-Identifier: GPL-3.0-or-later
# The last line of an exception without arguments.
raise ValueError
