# SPDX-License-Identifier: GPL-3.0-or-later
# An error while handling another.
try:
    {}["k"]
except KeyError:
    undefined_name_here
