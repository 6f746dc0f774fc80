# SPDX-License-Identifier: GPL-3.0-or-later
# A submodule of something that is no package.
import time.sleeping
