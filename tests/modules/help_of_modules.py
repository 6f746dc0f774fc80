# SPDX-License-Identifier: GPL-3.0-or-later
# help() prints what the tables of the modules say: python3's says other things.
import time
help(time.sleep)
help(time.time_ns)
