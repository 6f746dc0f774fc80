# SPDX-License-Identifier: GPL-3.0-or-later
# An attribute that nothing is like.
"text".completely_different
