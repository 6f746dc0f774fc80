# SPDX-License-Identifier: GPL-3.0-or-later
# Not UTF-8, on purpose.
x = 'í €'
