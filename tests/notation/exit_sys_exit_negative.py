# SPDX-License-Identifier: GPL-3.0-or-later
# A negative status.
import sys
sys.exit(-1)
