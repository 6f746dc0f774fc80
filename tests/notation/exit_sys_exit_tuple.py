# SPDX-License-Identifier: GPL-3.0-or-later
# Anything else is shown, status 1.
import sys
sys.exit((1, "two"))
