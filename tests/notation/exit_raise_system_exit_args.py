# SPDX-License-Identifier: GPL-3.0-or-later
# Two arguments make a tuple.
raise SystemExit(1, 2)
