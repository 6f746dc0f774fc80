# SPDX-License-Identifier: GPL-3.0-or-later
# A program of comments only.
