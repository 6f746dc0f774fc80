# SPDX-License-Identifier: GPL-3.0-or-later
# A message of several lines.
raise ValueError("first\nsecond")
