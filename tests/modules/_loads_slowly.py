# SPDX-License-Identifier: GPL-3.0-or-later
import time
half = True
time.sleep(0.05)
whole = True
