# SPDX-License-Identifier: GPL-3.0-or-later
# A number beyond the machine's.
import sys
sys.exit(2 ** 70)
