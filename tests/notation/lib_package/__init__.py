# SPDX-License-Identifier: GPL-3.0-or-later
# The package itself.
name = "the package"
