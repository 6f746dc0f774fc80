# SPDX-License-Identifier: GPL-3.0-or-later
# sys.exit with a number.
import sys
sys.exit(7)
