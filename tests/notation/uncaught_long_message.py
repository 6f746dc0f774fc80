# SPDX-License-Identifier: GPL-3.0-or-later
# A long message is not cut.
raise ValueError("x" * 3000)
