# SPDX-License-Identifier: GPL-3.0-or-later
# What waits for threads at the end may be gone: told on standard error, and no failure.
import threading
del threading._shutdown
print("end")
