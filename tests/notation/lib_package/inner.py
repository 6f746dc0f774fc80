# SPDX-License-Identifier: GPL-3.0-or-later
# Relative imports inside the package.
from . import name as relative
from .part import value as sibling
