# SPDX-License-Identifier: GPL-3.0-or-later
# A float is shown, status 1.
import sys
sys.exit(2.5)
