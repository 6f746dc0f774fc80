# SPDX-License-Identifier: GPL-3.0-or-later
# KeyboardInterrupt raised by the program ends it by a signal, as under python3.
print("before", flush=True)
raise KeyboardInterrupt
