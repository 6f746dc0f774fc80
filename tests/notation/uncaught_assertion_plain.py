# SPDX-License-Identifier: GPL-3.0-or-later
# An assertion without a message.
assert 0
