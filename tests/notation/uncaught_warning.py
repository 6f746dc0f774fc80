# SPDX-License-Identifier: GPL-3.0-or-later
# A warning class raised as an exception.
raise UserWarning("careful")
