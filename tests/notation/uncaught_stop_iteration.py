# SPDX-License-Identifier: GPL-3.0-or-later
# next on an empty iterator.
next(iter([]))
